// @differentiable
export function first(x: number): number {
  return x * x;
}

// @differentiable
export function bad(x: number): number {
  return eval("x") * x; // @expect AD2021
}

// @differentiable
export function last(x: number): number {
  return first(x) * x;
}
