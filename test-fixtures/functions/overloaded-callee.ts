type Vector = readonly number[];

function scaled(x: number, k?: number): number;
function scaled(x: Vector, k?: number): number[];
function scaled(x: number | Vector, k = 2): number | number[] {
  if (typeof x === "number") return k * x;
  const out: number[] = [];
  for (const one of x) out.push(k * one * one);
  return out;
}

function norm(x: Vector): number;
function norm(x: number, y: number): number;
function norm(x: number | Vector, y?: number): number {
  if (Array.isArray(x)) return Math.sqrt(x[0]! * x[0]! + x[1]! * x[1]!);
  return Math.hypot(x as number, y ?? 0);
}

// @differentiable
export function f(x: number, xs: readonly number[]): number {
  return scaled(x) * scaled(xs)[1]! + scaled(x, 3) * scaled(xs, x)[0]! + norm(xs) * norm(x, 2);
}

// @check f(1.5, [0.7, 2])
