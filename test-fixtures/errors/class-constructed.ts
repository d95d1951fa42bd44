class Point {
  x: number;
  constructor(x: number) {
    this.x = x;
  }
}

// @differentiable
export function f(x: number): number {
  const p = new Point(x); // @expect AD2007
  return p.x * p.x;
}
