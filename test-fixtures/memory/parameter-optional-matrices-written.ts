interface O { m?: number[][]; k?: { v: number[] } | null }
// @differentiable
export function f(a: O, b: O, y: number): number {
  for (const row of a.m ?? []) row[0]! *= y;
  if (a.k) a.k.v[0] = y;
  return (a.m?.[0]?.[0] ?? 1) * (b.m?.[0]?.[0] ?? 1) * (a.k?.v[0] ?? 2);
}

// @writes f(a)
// @check f({ m: [[2]] }, {}, 2)
// @check f({ m: [[2]], k: { v: [1, 2] } }, { m: [[3]], k: null }, 2)
// @check f({ }, { m: [[3]], k: null }, 2)
