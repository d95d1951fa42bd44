// @differentiable
export function direct(x: number, cache: Map<string, number>): number {
  cache.set("last", x); // @expect AD2030
  return x * x;
}

function remember(seen: Set<number>, x: number): void {
  seen.add(x);
}

// @differentiable
export function byHelper(x: number): number {
  const seen = new Set<number>();
  remember(seen, x * x);
  let s = 0;
  for (const one of seen) s += one; // @expect AD2003
  return s;
}

// @differentiable
export function written(x: number, rows: ReadonlyMap<string, number[]>): number {
  const row = rows.get("a")!; // @expect AD2003
  row[0] = x;
  return rows.get("a")![0]! * x; // @expect AD2003
}
