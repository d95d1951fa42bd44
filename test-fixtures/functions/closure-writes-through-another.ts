// @differentiable wrt: x
export function f(x: number, n: number): number {
  let total = 0;
  const add = (a: number): void => {
    total += a * x;
  };
  const twice = (a: number): void => {
    add(a);
    add(a * a);
  };
  for (let i = 0; i < n; i++) {
    if (i !== 1) twice(x + i + total);
  }
  return total * x;
}

// @check f(0.6, 3)
