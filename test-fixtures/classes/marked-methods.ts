export class Spring {
  stiffness = 2;
  private readonly rest: number;
  protected damping = 0.5;

  constructor(rest: number) {
    this.rest = rest;
  }

  // @differentiable
  energy(x: number): number {
    return 0.5 * this.stiffness * (x - this.rest) ** 2 + this.damping * x;
  }

  /** @differentiable wrt: x */
  force(x: number): number {
    return -this.stiffness * (x - this.rest);
  }

  // @differentiable
  stretched(by: number): Spring {
    return new Spring(this.rest + by);
  }

  // @differentiable
  static between(a: Spring, b: Spring): number {
    return a.energy(b.stiffness);
  }
}
// @check Spring_energy(new Spring(1), 2)
// @closed grad Spring_energy(new Spring(1), 3) = [{ stiffness: 2, rest: -4, damping: 3 }, 4.5]
// @check Spring_force(new Spring(1), 2)
// @closed grad Spring_force(new Spring(1), 2) = -2
// @check Spring_stretched(new Spring(1), 2)
// @check Spring_between(new Spring(1), new Spring(2))
