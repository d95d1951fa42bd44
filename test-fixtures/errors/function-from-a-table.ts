const table = [Math.sin, Math.cos];

/** Others may be put in. */
export function replace(k: number, f: (x: number) => number): void {
  table[k] = f;
}

// @differentiable wrt: x
export function f(x: number, which: number): number {
  return table[which]!(x); // @expect AD2031
}
