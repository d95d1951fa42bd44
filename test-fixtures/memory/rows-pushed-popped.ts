// @differentiable wrt: x
export function f(x: number, n: number): number {
  const rows: number[][] = [];
  for (let i = 0; i < n; i++) rows.push([x * i, x + i]);
  let s = 0;
  while (rows.length > 1) {
    const r = rows.pop()!;
    const last = rows[rows.length - 1]!;
    last[0] = last[0]! + r[0]! * r[1]!;
    last[1] = last[1]! * r[0]!;
    s += r[1]! * last[0]!;
  }
  return s + (rows[0]?.[0] ?? 0);
}

// @check f(0.6, 4)
// @check f(0.6, 1)
