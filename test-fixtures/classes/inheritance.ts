export abstract class Shape {
  readonly scale: number;

  constructor(scale: number) {
    this.scale = scale;
  }

  abstract area(): number;

  scaled(): number {
    return this.area() * this.scale ** 2;
  }
}

export class Circle extends Shape {
  readonly r: number;

  constructor(r: number, scale = 1) {
    super(scale);
    this.r = r;
  }

  area(): number {
    return Math.PI * this.r * this.r;
  }
}

export class Ring extends Circle {
  readonly inner: number;

  constructor(r: number, inner: number) {
    super(r, 2 * inner);
    this.inner = inner;
  }

  override area(): number {
    return super.area() - Math.PI * this.inner ** 2;
  }
}

export class Plain extends Circle {}

// @differentiable
export function f(r: number, s: number): number {
  const circle = new Circle(r, s);
  const ring = new Ring(r, s);
  return circle.scaled() * ring.scaled() + new Plain(r).area();
}

// @differentiable
export function ofExactlyKnownClass(ring: Ring): number {
  return ring.area() * ring.scaled();
}

// @differentiable
export function made(r: number, inner: number): Ring {
  return new Ring(r * r, inner);
}
// @check f(1.5, 0.7)
// @check ofExactlyKnownClass(new Ring(2, 1))
// @check made(1.5, 0.5)
