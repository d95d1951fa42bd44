// @differentiable
export function f(x: number, y: number): number {
  let total = 0;
  const outer = (a: number): number => {
    let local = a;
    const inner = (b: number): void => {
      local *= b;
      total += local;
      const deepest = (): void => {
        total *= 1.1;
        local += total;
      };
      if (b > 1) deepest();
      deepest();
    };
    inner(x);
    for (let i = 0; i < 2; i++) inner(y + i);
    return local;
  };
  const first = outer(y);
  return first * total + outer(first) * total;
}

// @check f(1.5, 0.7)
