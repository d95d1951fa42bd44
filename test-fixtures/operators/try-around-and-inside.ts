import { grad } from "@adgen/runtime";
function inner(x: number, y: number): number {
  if (x > 2) throw new RangeError("x");
  return x * x * x * y;
}
function g(x: number, y: number): number {
  let s = x;
  try {
    s = inner(x, y);
  } catch {
    s = x * y * y;
  }
  return s * s;
}
// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number, y: number): number {
  let r = x;
  try {
    const [gx, gy] = grad(g)(x, y);
    const [hx] = grad(inner)(x, y);
    r = gx * gy + hx;
  } catch {
    r = r * r * y;
  }
  return r;
}
// @check f(1.5, 0.7)
// @check f(2.5, 0.7)
