interface C { re: number; im: number }
function polar(r: number, phi: number): C {
  return { re: r * Math.cos(phi), im: r * Math.sin(phi) };
}
function exp(a: C): C {
  return polar(Math.exp(a.re), a.im);
}
function abs2(a: C): number {
  return a.re ** 2 + a.im ** 2;
}
// @differentiable
export function f(c: C): number {
  return 1 / abs2(exp(c));
}
// @differentiable
export function g(c: C): number {
  return 1 / abs2(c);
}
// @differentiable
export function h(c: C): number {
  return 1 / abs2(polar(c.re, c.im));
}
// @check f({ re: 0.3, im: -0.2 })
// @check g({ re: 0.3, im: -0.2 })
// @check h({ re: 0.3, im: -0.2 })
