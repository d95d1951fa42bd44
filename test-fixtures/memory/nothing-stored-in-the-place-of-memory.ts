export interface Pair {
  u: number;
}
export interface Option {
  u: number;
  tip?: Pair | null;
}

// @differentiable modes: jvp, vjp, grad, hvp
// @check f(0.7, { u: 1, tip: { u: 2 } })
// @check f(-0.7, { u: 1, tip: { u: 2 } })
// @writes f(option)
export function f(x: number, option: Option): number {
  const before = option.tip?.u ?? 1;
  if (x > 0) option.tip = null;
  return (option.tip?.u ?? x) * x * before;
}

// @differentiable modes: jvp, vjp
// @check g(0.7, { u: 1, tip: { u: 2 } })
// @check g(0.7, { u: 1, tip: null })
// @writes g(option)
export function g(x: number, option: Option): void {
  option.u *= x * (option.tip?.u ?? 2);
  option.tip = null as Pair | null;
}

// @differentiable modes: jvp, vjp
// @check h(0.7, [[1, 2], [3], null])
// @writes h(rows)
export function h(x: number, rows: (number[] | null)[]): void {
  rows[0]![0]! *= x;
  rows[1]![0]! *= rows[0]![1]!;
  rows[0] = null;
}
