// @differentiable
export function f(x: number, y: number): number {
  let s = x;
  if (y > 0) {
    for (let i = 0; i < 3; i++) {
      let t = s + i;
      while (t > 0.5) {
        t = t * 0.5 * y;
        s = s + t * x;
      }
      if (s > 9) break;
    }
  } else {
    do s = s * x + y;
    while (s > 0.2 && s < 5);
  }
  return s * s;
}

// @check f(1.2, 0.9)
// @check f(3.2, 0.9)
// @check f(1.2, -0.9)
