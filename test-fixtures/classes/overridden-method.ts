export class Base {
  constructor(readonly x: number) {}
  value(): number {
    return this.x;
  }
  twice(): number {
    return 2 * this.value();
  }
}

export class Derived extends Base {
  override value(): number {
    return this.x ** 2;
  }
}

// @differentiable
export function f(b: Base): number {
  return b.value();
}

// @differentiable
export function g(b: Base): number {
  return b.twice();
}

// @differentiable
export function exactly(x: number): number {
  return new Base(x).value() + new Derived(x).twice();
}
// @check f(new Base(1.5))
// @check f(new Derived(1.5))
// @check g(new Base(1.5))
// @check g(new Derived(1.5))
// @check exactly(1.5)
