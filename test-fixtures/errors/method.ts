export class Spring {
  stiffness = 2;
  // @expect-next AD2005
  // @differentiable
  energy(x: number): number {
    return 0.5 * this.stiffness * x * x;
  }
}
