export class Point {
  static readonly dimensions = 2;
  static readonly origin: Point = new Point(0, 0);
  static scaleFactor = 3;

  readonly x: number;
  readonly y: number;

  constructor(x: number, y: number) {
    this.x = x;
    this.y = y;
  }

  static of(x: number): Point {
    return new this(x, x * Point.dimensions);
  }

  static between(a: Point, b: Point): Point {
    return this.of((a.x + b.x) / this.dimensions);
  }

  distance(other: Point): number {
    return Math.hypot(this.x - other.x, this.y - other.y);
  }
}

// @differentiable
export function f(p: Point, x: number): number {
  return Point.between(p, Point.of(x)).distance(Point.origin) * Point.scaleFactor;
}
// @check f(new Point(1, 2), 3)
