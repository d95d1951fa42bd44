export class Pair<T> {
  readonly a: T;
  readonly b: T;
  constructor(a: T, b: T) {
    this.a = a;
    this.b = b;
  }
  first(): T {
    return this.a;
  }
  get second(): T {
    return this.b;
  }
}

export class Numbers extends Pair<number> {
  constructor(x: number) {
    super(x, x);
  }
}

// @differentiable
export function method(p: Pair<number>): number {
  return p.first() * 2;
}

// @differentiable
export function accessor(p: Pair<number>): number {
  return p.second * 2;
}

// @differentiable
export function made(x: number): Pair<number> {
  return new Pair<number>(x, x * x);
}

// @differentiable
export function extended(x: number): number {
  return new Numbers(x).a;
}
// @check method(new Pair(1.5, 2))
// @check accessor(new Pair(1.5, 2))
// @check made(1.5)
// @check extended(1.5)
