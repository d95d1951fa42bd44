// @differentiable
export function f(x: number, y: number): number {
  let a = x * x;
  let b = y;
  [a, b] = [b, a];
  for (let i = 0; i < 3; i++) [a, b] = [b * a, a + i];
  return a * b;
}

// @check f(1.1, 0.7)
