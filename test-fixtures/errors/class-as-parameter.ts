class Point {
  readonly x: number = 1;
  length(): number {
    return this.x;
  }
}

// @differentiable
export function f(p: Point): number {
  return p.x * p.x; // @expect AD2005
}
