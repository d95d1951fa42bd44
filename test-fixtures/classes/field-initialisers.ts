export class Spring {
  stiffness = 2;
  damping: number = this.stiffness / 4;
  rest: number;
  name?: string;

  constructor(rest: number) {
    this.rest = rest;
  }

  force(x: number, v: number): number {
    return -this.stiffness * (x - this.rest) - this.damping * v;
  }
}

// @differentiable
export function f(s: Spring, x: number): number {
  return s.force(x, x * x) * new Spring(x).force(1, 2);
}

// @differentiable
export function g(x: number): Spring {
  return new Spring(x * x);
}
// @check f(new Spring(1), 1.5)
// @check g(3)
