// @differentiable
export function f(a: number, b: number): number {
  let low = a;
  let high = b;
  while (high - low > 0.1) {
    const one = high - 0.618 * (high - low);
    const two = low + 0.618 * (high - low);
    if ((one - 1) * (one - 1) < (two - 1) * (two - 1)) high = two;
    else low = one;
  }
  return low * high;
}

// @check f(-1, 2.5)
