// @differentiable
export function f(x: number): number {
  class Local { // @expect AD2005
    y = 3;
  }
  return new Local().y * x; // @expect AD2005
}
