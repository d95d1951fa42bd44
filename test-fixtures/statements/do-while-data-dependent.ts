// @differentiable
export function f(x: number, y: number): number {
  let s = x;
  let n = 0;
  do {
    s = s * y + Math.sin(s);
    n++;
  } while (s < 8 && n < 20);
  return s;
}

// @check f(1, 1.4)
// @check f(0.2, 0.3)
