interface Pair {
  u: number;
  v: number;
}
export const limits = { low: 0.1 } as const;

// @differentiable
export function f(x: number, n: number): number {
  let pairs: Pair[] = [];
  for (let i = 0; i < n; i++)
    pairs = [{ u: x, v: i }, (({ u, v }) => ({ u, v }))({ u: i * x, v: limits.low })]; // @expect AD2001
  let s = 0;
  for (const p of pairs) s += p.u * p.v * x;
  return s;
}
