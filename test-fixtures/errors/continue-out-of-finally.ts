function sum(x: number): number {
  let s = x;
  outer: for (let i = 0; i < 3; i++) {
    for (let k = 0; k < 3; k++) {
      try {
        s *= x;
      } finally {
        if (s > 10) continue outer; // @expect AD2004
        for (;;) break;
      }
    }
  }
  return s;
}

// @differentiable
export function f(x: number): number {
  return sum(x) * x;
}
