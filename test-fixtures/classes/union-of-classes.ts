export class Circle {
  readonly radius: number;
  constructor(radius: number) {
    this.radius = radius;
  }
  area(scale = 1): number {
    return Math.PI * this.radius ** 2 * scale;
  }
  get size(): number {
    return 2 * this.radius;
  }
}

export class Square {
  readonly side: number;
  constructor(side: number) {
    this.side = side;
  }
  area(scale: number): number {
    return this.side ** 2 * scale;
  }
  get size(): number {
    return this.side;
  }
}

export class Cube extends Square {
  override area(scale: number): number {
    return 6 * super.area(scale);
  }
}

type Shape = Circle | Square | Cube;

// @differentiable
export function total(radius: number, side: number, scale: number): number {
  const shapes: Shape[] = [new Circle(radius), new Square(side), new Cube(side * radius)];
  let sum = 0;
  for (const shape of shapes) sum += shape.area(scale) * shape.size;
  return sum;
}

// @differentiable
export function chosen(x: number, y: number): number {
  const shape = x > y ? new Circle(x) : new Cube(y);
  return shape.area(2) + shape.size;
}
// @check chosen(1.5, 0.7)
// @check chosen(0.5, 0.7)
// @check total(1.5, 0.7, 2)
// @closed value total(1, 1, 1) = 2 * Math.PI + 1 + 6
