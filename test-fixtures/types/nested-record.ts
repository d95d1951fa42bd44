interface Body {
  readonly position: { readonly x: number; readonly y: number };
  readonly mass: number;
}

// @differentiable
export function energy(a: Body, b: Body): number {
  const dx = a.position.x - b.position.x;
  const dy = a.position.y - b.position.y;
  return (-a.mass * b.mass) / Math.sqrt(dx * dx + dy * dy);
}

// @check energy({ position: { x: 0.5, y: 1 }, mass: 2 }, { position: { x: -1, y: 0.3 }, mass: 3 })
