declare class Ambient {
  readonly x: number;
  constructor(x: number);
}

class Numbers extends Array<number> { // @expect AD2005
  readonly extra: number = 1;
}

// @differentiable
export function f(x: number): number {
  return new Ambient(x).x; // @expect AD2007
}

// @differentiable
export function g(x: number): number {
  return new Numbers().extra * x;
}
