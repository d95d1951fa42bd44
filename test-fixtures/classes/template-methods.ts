/** Base classes whose methods call what derived classes supply, also through `super`, accessors and fields. */
export abstract class Kernel {
  readonly scale: number;
  constructor(scale: number) {
    this.scale = scale;
  }
  protected abstract at(distance: number): number;
  abstract get width(): number;
  between(x: number, y: number): number {
    return this.scale * this.at(Math.abs(x - y) / this.width);
  }
  matrix(xs: readonly number[]): number[][] {
    return xs.map((x) => xs.map((y) => this.between(x, y)));
  }
}

export class Gaussian extends Kernel {
  readonly sigma: number;
  constructor(scale: number, sigma: number) {
    super(scale);
    this.sigma = sigma;
  }
  protected at(distance: number): number {
    return Math.exp(-0.5 * distance ** 2);
  }
  get width(): number {
    return this.sigma;
  }
}

export class Laplace extends Kernel {
  constructor(
    scale: number,
    readonly width: number,
  ) {
    super(scale);
  }
  protected at(distance: number): number {
    return Math.exp(-distance);
  }
}

export class Damped extends Laplace {
  protected override at(distance: number): number {
    return super.at(distance) * Math.cos(distance);
  }
  override between(x: number, y: number): number {
    return super.between(x, y) + 0.1;
  }
}

// @differentiable
export function energy(kernels: readonly Kernel[], xs: readonly number[]): number {
  let sum = 0;
  for (const kernel of kernels) {
    for (const row of kernel.matrix(xs)) for (const k of row) sum += k ** 2;
  }
  return sum;
}

function kernelFor(kind: "gaussian" | "laplace" | "damped", scale: number, width: number): Kernel {
  switch (kind) {
    case "gaussian":
      return new Gaussian(scale, width);
    case "laplace":
      return new Laplace(scale, width);
    case "damped":
      return new Damped(scale, width);
  }
}

// @differentiable
export function likelihood(
  kind: "gaussian" | "laplace" | "damped",
  scale: number,
  width: number,
  xs: readonly number[],
): number {
  const kernel = kernelFor(kind, scale, width);
  return energy([kernel], xs) * kernel.width;
}
// @check energy([new Gaussian(1.1, 0.8), new Laplace(0.9, 1.2), new Damped(0.7, 0.6)], [0.1, 0.5, 1.7])
// @check likelihood("gaussian", 1.2, 0.9, [0.1, 0.5, 1.7])
// @check likelihood("laplace", 1.2, 0.9, [0.1, 0.5, 1.7])
// @check likelihood("damped", 1.2, 0.9, [0.1, 0.5, 1.7])
