// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number, most: 1 | 20): number {
  let y = x;
  let rounds = 0;
  try {
    do {
      if (rounds === most) throw new Error("too many rounds");
      y = Math.sin(y) * x;
      rounds++;
    } while (y > 0.4);
    y = y * 3;
  } catch {
    y = y * rounds;
  }
  return y * x;
}

// @check f(0.9, 20)
// @check f(0.9, 1)
