// @differentiable
export function f(xs: readonly number[]): number {
  const queue = xs.map((x) => ({ value: x, weight: x * x }));
  let s = 0;
  while (queue.length) {
    const { value, weight } = queue.shift()!;
    s += value * weight;
    if (value > 1) queue.push({ value: value / 2, weight });
  }
  return s;
}

// @check f([0.5, 1.5, 3.1])
