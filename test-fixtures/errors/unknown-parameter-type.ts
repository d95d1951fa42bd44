// @differentiable
export function f(x: number, y: unknown): number { // @expect AD2001
  return typeof y === "number" ? x * y : x;
}
