// @differentiable
export function f(x: number, y: number): number {
  let s = x;
  for (let i = 0; i < 4; i++) {
    if (s > 1) {
      for (let j = 0; j < i; j++) s = s * 0.7 + y * y;
    } else {
      while (s < 1.5) s = s * s + y;
    }
  }
  return s;
}

// @check f(0.6, 0.8)
