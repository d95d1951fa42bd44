// @differentiable
export function f(x: number, y: number): number {
  const p = x > y ? { a: x * x, b: y } : { a: y, b: x * y };
  const q = { ...p, a: p.a * p.b };
  return q.a * q.b;
}

// @check f(2, 1)
// @check f(1, 2)
