export class Base {
  protected x: number;
  constructor(x: number) {
    this.x = x;
    this.init();
  }
  init(): void {
    this.x *= 2;
  }
}

export class Derived extends Base {
  readonly y: number;
  constructor(x: number) {
    super(x); // @expect AD2005
    this.y = x;
  }
  override init(): void {
    this.x *= 3;
  }
  sum(): number {
    return this.x + this.y;
  }
}

// @differentiable
export function f(x: number): number {
  return new Derived(x).sum();
}
