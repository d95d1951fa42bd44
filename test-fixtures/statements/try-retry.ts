function step(x: number, h: number): number {
  const next = x - h * (x * x - 2);
  if (Math.abs(next) > 3) throw new RangeError("step too large");
  return next;
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(start: number, size: number): number {
  let x = start;
  for (let i = 0; i < 4; i++) {
    let h = size;
    for (;;) {
      try {
        x = step(x, h);
        break;
      } catch {
        h *= 0.5;
      }
    }
  }
  return x;
}

// @check f(1.2, 0.3)
// @check f(2.5, 3)
