// @differentiable
export function f(x: number): number {
  let s = x;
  for (let i = 0; i < 3; i++) {
    let t = s;
    while (true) {
      t = t * t + 0.1;
      if (t > 2) break;
    }
    s = s + 1 / t;
  }
  return s;
}

// @check f(1.1)
