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
  for (const shape of shapes) sum += shape.area(); // @expect AD2031
  return sum;
}

function areaOf(shape: Shape): number {
  return shape instanceof Circle ? shape.area() : 0; // @expect AD2005
}

// @differentiable
export function narrowed(x: number): number {
  return areaOf(new Circle(x));
}

function radiusOf(shape: Shape): number {
  return shape instanceof Circle ? shape.r : 0; // @expect AD2008
}

// @differentiable
export function read(x: number): number {
  return radiusOf(new Circle(x));
}
