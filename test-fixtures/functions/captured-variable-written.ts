// @differentiable
export function f(x: number): number {
  let s = x;
  const add = (t: number): void => {
    s += t;
  };
  add(x * x);
  return s;
}

// @check f(1.5)
// @closed grad f(1.5) = 1 + 2 * 1.5
