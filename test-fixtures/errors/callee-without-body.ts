declare function host(x: number): number;

// @differentiable
export function f(x: number): number {
  return host(x * x) * x; // @expect AD2003
}
