// @differentiable
export function f(x: number): number {
  let s = x;
  do {
    s = s * s;
  } while (s < 0);
  return s * x;
}

// @check f(1.7)
