export class Series<T extends readonly number[], L = string> {
  readonly terms: T;
  readonly label: L;
  constructor(terms: T, label: L) {
    this.terms = terms;
    this.label = label;
  }

  // @differentiable
  at(x: number): number {
    let sum = 0;
    for (let i = this.terms.length - 1; i >= 0; i--) sum = sum * x + this.terms[i]!;
    return sum;
  }
}

// @differentiable
export function both(x: number, terms: number[]): number {
  return new Series([1, 2, 0.5], 7).at(x) * new Series(terms, "own").at(x);
}
// @check Series_at(new Series([1, -2, 0.5], "a"), 1.5)
// @check both(1.5, [0.3, 0.4])
