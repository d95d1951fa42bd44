export class Circle {
  readonly radius: number;
  constructor(radius: number) {
    this.radius = radius;
  }
  area(): number {
    return Math.PI * this.radius ** 2;
  }
}

export class Square {
  readonly side: number;
  constructor(side: number) {
    this.side = side;
  }
  area(): number {
    return this.side ** 2;
  }
}

function area(shape: Circle | Square): number {
  return shape instanceof Circle ? shape.area() : shape.area();
}

// @differentiable
export function f(x: number, y: number): number {
  const round = x > y;
  return area(round ? new Circle(x) : new Square(y)) + area(new Square(x * y));
}
// @check f(1.5, 0.7)
// @check f(0.5, 0.7)
