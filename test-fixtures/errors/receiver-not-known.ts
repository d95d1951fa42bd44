function area(x: number): number {
  // @ts-expect-error: `this` has no type here
  return this.scale * x; // @expect AD2006
}

// @differentiable
export function f(x: number): number {
  return area(x);
}
