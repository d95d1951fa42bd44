export class Pair<T> {
  readonly a: T;
  readonly b: T;
  constructor(a: T, b: T) {
    this.a = a;
    this.b = b;
  }
}

// @differentiable
export function f(p: Pair<number>, x: number): number {
  return p.a * p.b * x;
}
// @check f(new Pair(1, 2), 3)
