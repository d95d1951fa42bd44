// @differentiable
export function f(xs: readonly number[], k: number): number {
  let s = 0;
  let product = 1;
  const add = (t: number): void => {
    if (t > 2) return;
    s += t * k;
    product *= t;
  };
  for (let i = 0; i < xs.length; i++) {
    if (i === 1) add(s);
    add(xs[i]!);
  }
  return s * product;
}

// @check f([0.5, 1.5, 3, 0.7], 1.3)
