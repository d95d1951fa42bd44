interface Table {
  xs: number[];
  scale: number;
}

function keepLarge(table: Table, from: number[]): number {
  table.xs = from.filter((x) => x > 0.3);
  return table.xs.length;
}

function keepBoth(a: Table, b: Table, x: number): number[] {
  const both = [x, x * x];
  a.xs = both;
  b.xs = both;
  return both;
}

// @differentiable
export function kept(x: number, from: number[]): number {
  const table: Table = { xs: [1, 2], scale: x };
  const count = keepLarge(table, from);
  let sum = count * from[0]!;
  for (const one of table.xs) sum += one * one * table.scale;
  return sum;
}

// @differentiable
export function shared(x: number, y: number): number {
  const a: Table = { xs: [1, 2], scale: x };
  const b: Table = { xs: [3], scale: y };
  const both = keepBoth(a, b, x);
  a.xs[0] = y * y;
  both[1]! += b.xs[0]! * 2;
  b.xs.push(y * 3);
  return a.xs[1]! * b.xs[0]! * x + a.xs[2]! + a.scale;
}

// @check kept(0.7, [0.5, 0.25, 0.4])
// @check shared(0.7, 1.3)
