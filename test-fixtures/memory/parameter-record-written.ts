// @differentiable
export function f(p: { x: number; y: number; tag: string }, k: number): number {
  const old = p.x;
  p.x = p.y * k;
  p.y = old * p.x;
  p.tag = "done";
  return p.x * p.y;
}

// @writes f(p)
// @check f({ x: 1.2, y: 0.7, tag: 'a' }, 1.5)
