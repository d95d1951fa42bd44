interface Pair {
  readonly a: number;
  readonly b: number;
}

function fibonacci(n: number, x: number): Pair {
  if (n === 0) return { a: x, b: x * x };
  const { a, b } = fibonacci(n - 1, x);
  return { a: b, b: a * b + x };
}

// @differentiable
export function f(x: number): number {
  return fibonacci(4, x).b;
}

// @check f(0.7)
