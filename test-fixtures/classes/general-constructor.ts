export class Polynomial {
  readonly coefficients: number[];
  readonly degree: number;
  readonly sum: number;

  constructor(roots: readonly number[], lead = 1) {
    if (roots.length > 10) throw new RangeError("too many roots");
    let coefficients = [lead];
    for (const root of roots) {
      const next = new Array<number>(coefficients.length + 1).fill(0);
      for (let i = 0; i < coefficients.length; i++) {
        next[i + 1] = next[i + 1]! + coefficients[i]!;
        next[i] = next[i]! - root * coefficients[i]!;
      }
      coefficients = next;
    }
    this.coefficients = coefficients;
    this.degree = roots.length;
    if (lead > 2) this.sum = lead * lead;
    else this.sum = lead;
  }

  at(x: number): number {
    let value = 0;
    for (let i = this.coefficients.length - 1; i >= 0; i--) value = value * x + this.coefficients[i]!;
    return value * this.sum;
  }
}

// @differentiable
export function f(roots: number[], lead: number, x: number): number {
  return new Polynomial(roots, lead).at(x);
}

// @differentiable
export function made(roots: number[]): Polynomial {
  return new Polynomial(roots);
}
// @check f([1, 2, 3], 1.5, 0.3)
// @check f([1, 2], 2.5, 0.3)
// @closed value f([1, 2, 3], 1, 4) = 6
// @throws f([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 1, 0)
// @check made([1, 2.5])
