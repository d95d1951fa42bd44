export class Gaussian {
  readonly norm: number;

  constructor(
    private readonly mean: number,
    protected readonly sigma: number,
    public label: string = "",
  ) {
    this.norm = 1 / (this.sigma * Math.sqrt(2 * Math.PI));
  }

  density(x: number): number {
    const u = (x - this.mean) / this.sigma;
    return this.norm * Math.exp(-0.5 * u * u);
  }
}

// @differentiable
export function logDensity(g: Gaussian, x: number): number {
  return Math.log(g.density(x));
}

// @differentiable
export function mixture(m: number, s: number, x: number): number {
  const narrow = new Gaussian(m, s);
  const wide = new Gaussian(m + 1, 2 * s, "wide");
  return 0.3 * narrow.density(x) + 0.7 * wide.density(x);
}

// @differentiable
export function moved(g: Gaussian, by: number): Gaussian {
  return new Gaussian(g.norm + by, by);
}
// @check logDensity(new Gaussian(1, 2), 0.5)
// @check mixture(0.5, 1.5, 1)
// @check moved(new Gaussian(1, 2, "g"), 1.5)
