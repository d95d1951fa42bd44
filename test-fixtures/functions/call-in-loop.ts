function step(s: number, x: number): number {
  return s + 0.1 * Math.sin(s * x);
}

// @differentiable
export function f(x: number): number {
  let s = x;
  for (let i = 0; i < 10; i++) s = step(s, x);
  return s;
}

// @check f(1.3)
