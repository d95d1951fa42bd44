// @differentiable
export function f(x: number, y: number): number {
  let s = x;
  for (let i = 0; i < 2; i++) {
    for (let j = 0; j < 3; j++) {
      for (let k = 0; k < 2; k++) s = Math.sin(s * y) + k * x;
      s = s * x;
    }
    s = s + y * i;
  }
  return s;
}

// @check f(0.8, 1.2)
