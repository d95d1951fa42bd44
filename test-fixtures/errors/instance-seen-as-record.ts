interface Normed {
  readonly norm: number;
}

export class Vector {
  constructor(readonly x: number) {}
  get norm(): number {
    return Math.abs(this.x);
  }
}

function twice(n: Normed): number {
  return 2 * n.norm;
}

// @differentiable
export function f(x: number): number {
  return twice(new Vector(x)); // @expect AD2008
}
