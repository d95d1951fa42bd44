// @differentiable
export function f(a: number, b: number, c: number, d: number): number {
  const ab = a * b;
  const cd = c / d;
  const s = Math.sin(ab) + Math.cos(cd);
  const t = ab * cd + s;
  const u = t * t - ab;
  const v = Math.sqrt(u * u + s * s + 1);
  const w = v / (1 + Math.exp(-t));
  return w * u + v * s - t * ab * cd;
}

// @check f(1.1, 0.7, 0.4, 1.9)
