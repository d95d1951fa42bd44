// @differentiable
export function holes(x: number): number {
  const a = new Array<number>(3).map((_, i) => x * i); // @expect AD2017
  return a.length * x;
}

// @differentiable
export function largest(xs: readonly number[]): number {
  const a = xs.map(Math.max as (x: number) => number); // @expect AD2017
  return a[0]!;
}

// @differentiable
export function depth(rows: number[][], n: number): number {
  const a = rows.flat(n) as number[]; // @expect AD2017
  return a[0]!;
}

// @differentiable
export function hidden(xs: any[], x: number): number {
  const a = xs.slice(1); // @expect AD2017
  return a.length * x;
}
