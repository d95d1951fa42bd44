export class Point {
  readonly x: number;
  readonly y: number;
  constructor(x: number, y: number) {
    this.x = x;
    this.y = y;
  }
  plus(other: Point): Point {
    return new Point(this.x + other.x, this.y + other.y);
  }
  times(k: number): Point {
    return new Point(k * this.x, k * this.y);
  }
}

interface Scene {
  readonly points: readonly Point[];
  readonly camera?: Point;
  readonly named: { readonly center: Point };
}

// @differentiable
export function centroid(points: readonly Point[]): Point {
  let sum = new Point(0, 0);
  for (const point of points) sum = sum.plus(point);
  return sum.times(1 / points.length);
}

// @differentiable
export function f(scene: Scene, t: number): number {
  const moved = scene.points.map((p, i) => p.times(t).plus(scene.named.center.times(i)));
  const eye = scene.camera ?? new Point(t, 1);
  return moved.reduce((sum, p) => sum + p.x * eye.y - p.y * eye.x * p.x, 0);
}

// @differentiable
export function polygon(n: number, r: number): Point[] {
  return Array.from({ length: 3 }, (_, i) => new Point(r * Math.cos(i * n), r * Math.sin(i)));
}
// @check centroid([new Point(1, 2), new Point(3, -1)])
// @check f({ points: [new Point(1, 2), new Point(3, 1)], named: { center: new Point(0.5, 1) } }, 0.7)
// @check f({ points: [new Point(1, 2)], camera: new Point(2, 3), named: { center: new Point(0.5, 1) } }, 0.7)
// @check polygon(1.2, 2)
