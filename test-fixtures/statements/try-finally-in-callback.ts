// @differentiable modes: jvp, vjp, grad, hvp
export function f(xs: readonly number[]): number {
  let count = 0;
  let weight = 1;
  const ys = xs.map((x) => {
    try {
      if (x < 0) return -x * weight;
      count++;
      return x * x;
    } finally {
      weight *= x;
      count++;
    }
  });
  let s = weight;
  for (const y of ys) s += y * count;
  return s;
}

// @check f([1.5, -0.5, 2])
