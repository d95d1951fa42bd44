// @differentiable modes: jvp, vjp, grad, hvp
export function f(mixed: readonly (number | readonly number[])[], one: number | readonly number[], k: number): number {
  const a = mixed.flat();
  const b = mixed.flatMap((x, i) => (i % 2 === 0 ? [x, k] : k * k)).flat(Infinity);
  const c = [k].concat(one, [k * k]);
  const square = (list: readonly number[]) => list.reduce((s, x, i) => s + x * x * (i + 1), 0);
  return square(a) * square(b as number[]) + square(c);
}

// @check f([0.5, [1.5, 2], 0.9], 0.3, 0.7)
// @check f([[0.5], 0.2], [0.3, 1.2], 0.7)
