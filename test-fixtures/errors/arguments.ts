// @differentiable
export function f(x: number, y: number): number {
  return x * y * arguments.length; // @expect AD2024
}
