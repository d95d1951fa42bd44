// @differentiable
export function f(x: number, y: number): number {
  let s = x;
  outer: for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) {
      s = s * y + x * j;
      if (j > i) continue outer;
    }
    s = s * 0.5;
  }
  return s * s;
}

// @check f(1.1, 1.3)
