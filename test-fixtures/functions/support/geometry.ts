export interface Vector {
  readonly x: number;
  readonly y: number;
}

export const scale = 1.5;
export const origin: Vector = { x: 0.25, y: -0.5 };

function square(t: number): number {
  return t * t * scale;
}

export function distance(a: Vector, b: Vector): number {
  return Math.sqrt(square(a.x - b.x) + square(a.y - b.y));
}
