// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number, n: 4 | 2 | -1 | 1.5): number {
  let xs: number[] = [x];
  let typed = new Float64Array(1);
  try {
    xs = new Array<number>(n).fill(x * x);
    typed = new Float64Array(n - 3);
    typed[0] = x;
  } catch (e) {
    if (!(e instanceof RangeError)) throw e;
    xs.push(x * x * x);
  }
  let s = 0;
  for (const v of xs) s += v * v;
  return s + typed[0]! * x;
}

// @check f(1.5, 4)
// @check f(1.5, 2)
// @check f(1.5, -1)
// @check f(1.5, 1.5)
