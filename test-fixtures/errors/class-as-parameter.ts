class Point {
  readonly x: number = 1;
  length(): number {
    return this.x;
  }
}

// @differentiable
export function f(p: Point): number { // @expect AD2005
  return p.x * p.x;
}
