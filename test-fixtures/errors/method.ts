export class Spring {
  stiffness = 2;
  // @differentiable
  energy(x: number): number { // @expect AD2005
    return 0.5 * this.stiffness * x * x; // @expect AD2006
  }
}
