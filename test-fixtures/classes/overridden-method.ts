export class Base {
  constructor(readonly x: number) {}
  value(): number {
    return this.x;
  }
  twice(): number {
    return 2 * this.value(); // @expect AD2031
  }
}

export class Derived extends Base {
  override value(): number {
    return this.x ** 2;
  }
}

interface Valued {
  value(): number;
}

// @differentiable
export function f(b: Base): number {
  return b.value(); // @expect AD2031
}

// @differentiable
export function g(b: Base): number {
  return b.twice();
}

// @differentiable
export function h(v: Valued, x: number): number {
  return v.value() * x; // @expect AD2011
}

// @differentiable
export function exactly(x: number): number {
  return new Base(x).value() + new Derived(x).twice();
}
