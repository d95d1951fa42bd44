export abstract class Shape {
  abstract area(): number;
}

export class Circle extends Shape {
  readonly r: number;
  constructor(r: number) {
    super();
    this.r = r;
  }
  area(): number {
    return Math.PI * this.r ** 2;
  }
}

// @differentiable
export function dispatched(x: number): number {
  const shapes: Shape[] = [new Circle(x)];
  let sum = 0;
  for (const shape of shapes) sum += shape.area();
  return sum;
}

function areaOf(shape: Shape): number {
  return shape instanceof Circle ? shape.area() : 0;
}

// @differentiable
export function narrowed(x: number): number {
  return areaOf(new Circle(x));
}

function radiusOf(shape: Shape): number {
  return shape instanceof Circle ? shape.r : 0;
}

// @differentiable
export function read(x: number): number {
  return radiusOf(new Circle(x));
}
// @check dispatched(1.5)
// @check narrowed(1.5)
// @check read(1.5)
