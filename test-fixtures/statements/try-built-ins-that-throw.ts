// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number, xs: readonly number[], k: 0 | 5, digits: 2 | 200, text: string): number {
  let s = x;
  try {
    s = s * xs.reduce((a, b) => a * b);
    s = s + xs.with(k, x * x)[0]!;
    s = s * (2.5).toFixed(digits).length;
    s = s + "ab".repeat(xs.length - 1).length;
    s = s * Number(BigInt(text) / BigInt(xs.length - 1));
  } catch (e) {
    s = s * s + (e instanceof TypeError ? 1 : e instanceof RangeError ? 2 : 3);
  }
  return s;
}

// @check f(1.3, [1.5, 0.5], 0, 2, "12")
// @check f(1.3, [], 0, 2, "12")
// @check f(1.3, [1.5, 0.5], 5, 2, "12")
// @check f(1.3, [1.5, 0.5], 0, 200, "12")
// @check f(1.3, [1.5], 0, 2, "12")
// @check f(1.3, [1.5, 0.5], 0, 2, "1.2")
