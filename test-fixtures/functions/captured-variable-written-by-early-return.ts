// @differentiable
export function f(x: number, y: number): number {
  let calls = 0;
  let last = x;
  const step = (t: number): number => {
    for (let i = 0; i < 5; i++) {
      last = last * t + i;
      if (last > 20) return last * 2;
      calls++;
    }
    return last;
  };
  const a = step(y);
  return a * last + step(x) * calls;
}

// @check f(1.5, 1.1)
// @check f(0.5, 0.3)
