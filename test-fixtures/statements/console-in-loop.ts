// @differentiable modes: jvp, vjp, grad, hvp
export function f(xs: readonly number[]): number {
  let s = 0;
  for (const x of xs) {
    s += x * x * x;
    console.log(`s is ${s}`, x);
  }
  return s;
}

// @check f([1, 2, 3])
