function size(x: number): number {
  return x * x + 1;
}

// @differentiable
export function f(x: number): number {
  let s = x;
  while (size(s) < 20) s = s * size(x) * 0.6;
  return size(s) > 30 ? s * s : s;
}

// @check f(1.5)
// @check f(1.1)
