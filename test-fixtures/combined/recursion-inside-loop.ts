function fold(x: number, depth: number): number {
  if (depth === 0) return Math.sin(x);
  let s = 0;
  for (let i = 0; i < 2; i++) s = s * x + fold(x * (i + 0.5), depth - 1);
  return s;
}

// @differentiable
export function f(x: number): number {
  let s = 1;
  for (let i = 0; i < 3; i++) s = s * fold(s * x, i);
  return s;
}

// @check f(0.9)
