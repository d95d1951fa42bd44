// @differentiable
export function f(x: number, y: number): number {
  const ps = [{ p: x, v: y }, { p: y, v: x }, { p: x * y, v: 1 }];
  for (let t = 0; t < 3; t++) {
    for (let i = 0; i < ps.length; i++) {
      const p = ps[i]!;
      const q = ps[(i + 1) % 3]!;
      p.v += 0.1 * (q.p - p.p) * q.v;
      p.p += 0.1 * p.v;
      q.v *= 1.01 * p.p;
    }
  }
  let s = 0;
  for (const p of ps) s += p.p * p.v;
  return s;
}

// @check f(1.2, 0.7)
