// @differentiable
export function f(x: number, y: number): number {
  let s = x;
  let steps = 0;
  const step = (t: number): void => {
    s *= t;
    steps++;
    if (s > 4) throw new Error("large");
    s += t;
  };
  try {
    for (let i = 0; i < 4; i++) step(y);
    s *= 2;
  } catch {
    s = s * s + steps;
  }
  return s * y;
}

// @check f(1.5, 0.7)
// @check f(1.5, 1.7)
