type V = number | { re: number; im: number };
interface R { v: V; k?: V }
function mul(a: V, b: V): V {
  if (typeof a === "number" && typeof b === "number") return a * b;
  const p = typeof a === "number" ? { re: a, im: 0 } : a;
  const q = typeof b === "number" ? { re: b, im: 0 } : b;
  return { re: p.re * q.re - p.im * q.im, im: p.re * q.im + p.im * q.re };
}
// @differentiable
export function f(x: number, y: number): number {
  const r: R = { v: x };
  for (let i = 0; i < 3; i++) {
    r.k = r.v;
    r.v = mul(r.v, i === 1 ? { re: y, im: x } : y);
  }
  const a = r.v, b = r.k ?? 1;
  return (typeof a === "number" ? a : a.re * a.im) + (typeof b === "number" ? b : b.re * b.im);
}

// @check f(1.1, 0.7)
