async function later(x: number): Promise<number> { // @expect AD2019
  return x;
}

// @differentiable
export function f(x: number): number {
  void later(x);
  return x * x;
}
