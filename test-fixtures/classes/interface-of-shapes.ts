export interface Shape {
  area(): number;
  readonly size: number;
}
export class Circle implements Shape {
  constructor(readonly r: number) {}
  area(): number {
    return Math.PI * this.r ** 2;
  }
  get size(): number {
    return 2 * this.r;
  }
}
export class Rect implements Shape {
  readonly size: number;
  constructor(readonly w: number, readonly h: number) { this.size = w + h; }
  area(): number {
    return this.w * this.h;
  }
}
// @differentiable
export function total(r: number, w: number, h: number): number {
  const shapes: Shape[] = [new Circle(r), new Rect(w, h)];
  let sum = 0;
  for (const shape of shapes) sum += shape.area() * shape.size;
  return sum;
}
// @differentiable
export function sum(shapes: readonly Shape[]): number {
  return shapes.reduce((s, shape) => s + shape.area(), 0);
}
// @check total(1.5, 0.7, 2)
// @check sum([new Circle(1.5), new Rect(2, 3), new Circle(0.5)])
// @closed value total(1, 2, 3) = Math.PI * 2 + 30
