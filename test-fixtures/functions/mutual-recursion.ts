function even(x: number, n: number): number {
  return n === 0 ? x : x * odd(x, n - 1);
}
function odd(x: number, n: number): number {
  return n === 0 ? 1 : Math.sin(even(x, n - 1)) + x;
}

// @differentiable
export function f(x: number): number {
  return even(x, 5);
}

// @check f(0.8)
