function f(x: number, y: number): number {
  return x * y;
}

// @expect-next AD2040
// @derivative of f
export function fAdjoint(x: number, y: number, seed: number): { value: number; grad: number } {
  return { value: f(x, y), grad: y * seed };
}

// @expect-next AD2040
// @derivative of f
export function f_jvp(x: number, y: number, xDot: number): { value: number; tangent: number } {
  return { value: f(x, y), tangent: y * xDot };
}

// @expect-next AD2040
// @derivative of f
export function f_vjp(x: number, y: string, seed: number): { value: number; grad: [number, number] } {
  return { value: x, grad: [seed, y.length] };
}

// @expect-next AD2040
// @derivative of nothing
export function g(x: number): number {
  return f(x, x);
}

// @expect-next AD2040
// @derivative f
export function h(x: number): number {
  return f(x, x);
}

// A function without a body has a derivative in the modes that rules are for.
// @expect-next AD2003
declare function host(x: number): number;

// @derivative of host
export function hostAdjoint(x: number, seed: number): { value: number; grad: number } {
  return { value: host(x), grad: seed };
}

// @differentiable modes: vjp
export function good(x: number): number {
  return host(x) * x;
}

// @differentiable modes: jvp
export function bad(x: number): number {
  return host(x) * x;
}
