// Rows that stay where they are are found there again by the adjoint sweep; rows that are replaced are kept.

// @differentiable wrt: x
export function replaced(x: number[], n: number): number {
  const rows: number[][] = [];
  for (let i = 0; i < n; i++) rows[i] = [x[i]!, x[i + 1]!];
  let s = 0;
  for (let t = 0; t < 2; t++) {
    for (let i = 0; i < n; i++) {
      const row = rows[i]!;
      const other = rows[(i + 1) % n]!;
      row[0] = row[0]! * other[1]!;
      s += Math.sin(row[0]! + other[0]!);
      if (t === 1) rows[i] = [s, row[1]!];
    }
  }
  for (const row of rows) s += row[0]! * row[1]!;
  return s;
}

// @differentiable
export function swapped(x: number[]): number {
  const rows = [[x[0]!, x[1]!], [x[1]!, x[2]!], [x[2]!, x[0]!]];
  let s = 0;
  for (let k = 0; k < 3; k++) {
    const a = rows[k]!;
    const b = rows[2 - k]!;
    a[0] = a[0]! * b[1]!;
    [rows[0], rows[1]] = [rows[1]!, rows[0]!];
    const c = rows[k]!;
    c[1] = c[1]! + a[0]! ** 2;
    s += c[0]! * c[1]!;
  }
  return s;
}

interface Cell {
  now: { v: number };
  next: { v: number };
}

function advance(cell: Cell): void {
  const old = cell.now;
  cell.now = cell.next;
  cell.next = old;
}

// @differentiable wrt: x
export function doubleBuffer(x: number, n: number): number {
  const cells: Cell[] = [];
  for (let i = 0; i < 2; i++) cells[i] = { now: { v: x * (i + 1) }, next: { v: 0 } };
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < 2; i++) {
      const cell = cells[i]!;
      cell.next.v = Math.sin(cell.now.v) * cells[1 - i]!.now.v;
      advance(cell);
    }
  }
  return cells[0]!.now.v * cells[1]!.next.v;
}

// @differentiable
export function popped(x: number[]): number {
  const rows: number[][] = [];
  for (let i = 0; i < x.length; i++) {
    rows.push([x[i]!, 1]);
    const row = rows[i]!;
    row[1] = row[0]! ** 2;
  }
  let s = 0;
  for (let i = x.length - 1; i >= 0; i--) {
    const row = rows[i]!;
    row[0] = row[0]! * row[1]!;
    s += row[0]!;
    if (i > 0) rows.pop();
  }
  rows.push([s, s]);
  return rows[0]![0]! * rows[1]![1]!;
}

// @check replaced([0.5, 0.6, 0.7, 0.4], 3)
// @check swapped([0.5, 0.6, 0.7])
// @check doubleBuffer(0.7, 3)
// @check popped([0.5, 0.6, 0.7])
