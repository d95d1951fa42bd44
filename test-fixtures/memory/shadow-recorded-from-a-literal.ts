export class Circle {
  readonly r: number;
  constructor(r: number) {
    this.r = r;
  }
  area(): number {
    return Math.PI * this.r ** 2 * Math.sin(this.r) + Math.cos(this.r) * this.r;
  }
  half(): number {
    return this.area() / 2;
  }
}

/** The instance lies in an array whose elements are read, kept and handed to a callee: it has several names. */
// @differentiable
export function f(x: number): number {
  const circles: Circle[] = [new Circle(x)];
  let sum = 0;
  for (const circle of circles) {
    if (circle.r > 100) throw new Error("too large");
    sum += circle.area() + circle.half();
  }
  return sum;
}
// @check f(1.5)
