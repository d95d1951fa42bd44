// @differentiable
export function f(x: number, y: number): number {
  const offset = x * y;
  class Local {
    readonly v: number;
    constructor(v: number) {
      this.v = v;
    }
    square(): number {
      return this.v * this.v + offset;
    }
    cube(): number {
      return this.square() * this.v;
    }
  }
  return new Local(x).square() * new Local(y).cube();
}
// @check f(1.5, 0.7)
