type Cell = number | number[];
function put(cells: Cell[], i: number, v: Cell): void { cells[i] = v; if (i > 0) put(cells, i - 1, v); }
// @differentiable
export function f(x: number, y: number): number {
  const a: Cell[] = [x, y, 3];
  put(a, 1, y > 1 ? [x, y] : x * y);
  let s = 0;
  for (const v of a) s += typeof v === "number" ? v * v : v[0]! * v[1]!;
  return s;
}

// @check f(1.1, 0.7)
// @check f(1.1, 1.7)
