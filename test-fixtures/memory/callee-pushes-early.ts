// @differentiable wrt: x
export function f(x: number, n: number): number {
  const rows: number[][] = [];
  const r: number[] = [];
  rows.push(r);
  for (let i = 0; i < n; i++) extend(r, x * i);
  let s = 0;
  for (const row of rows) for (const v of row) s += v * v;
  return s + r.length * x;
}

function extend(r: number[], v: number): void {
  r.push(v * v);
  r[r.length] = v;
}

// @check f(1.2, 3)
