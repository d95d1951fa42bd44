// @differentiable
export function f(x: number): number {
  let s = x;
  let waste = 1;
  for (let i = 0; i < 3; i++) {
    waste = waste * x;
    s = s * s + 1;
  }
  return s;
}

// @check f(0.4)
