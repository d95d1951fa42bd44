async function later(x: number): Promise<number> {
  return x;
}

// @differentiable
export function f(x: number): number {
  void later(x); // @expect AD2019
  return x * x;
}
