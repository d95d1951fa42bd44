function buffer(n: number): number[][] {
  const rows: number[][] = [];
  for (let i = 0; i < n; i++) rows.push(new Array<number>(n).fill(0));
  rows[1] = rows[0]!;
  return rows;
}

function total(rows: readonly (readonly number[])[], i: number): number {
  if (i === rows.length) return 0;
  let s = 0;
  for (const v of rows[i]!) s += v * v;
  return s + 2 * total(rows, i + 1);
}

// @differentiable wrt: x
export function f(x: number, n: number): number {
  const rows = buffer(n);
  for (let i = 0; i < n; i++) rows[i]![i] = x * (i + 1);
  return total(rows, 0);
}

// @check f(1.3, 3)
