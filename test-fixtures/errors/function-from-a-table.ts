const table = [Math.sin, Math.cos];

// @differentiable wrt: x
export function f(x: number, which: number): number {
  return table[which]!(x); // @expect AD2031
}
