// @differentiable modes: jvp, vjp, grad, hvp
export function f(xs: number[], k: number): number {
  const last = xs.pop() ?? k;
  const first = xs.shift() ?? k;
  xs.unshift(last * k, first);
  const removed = xs.splice(1, 2, k * k);
  xs.push(...removed);
  return xs.reduce((s, x, i) => s + x * x * (i + 1), first * last);
}

// @writes f(xs)
// @check f([0.5, 1.5, -0.7, 2], 0.9)
// @check f([0.5], 0.9)
// @check f([], 0.9)
