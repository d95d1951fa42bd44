// None of these rounds comes out the same again by the time of the adjoint sweep, or not without its forerunners.
// @differentiable wrt: x
export function overwrittenAfterwards(x: number, n: number): number {
  const a = [x, 2 * x, 3 * x];
  let s = 0;
  for (let i = 0; i < n; i++) {
    let p = 1;
    for (let k = 0; k < a.length; k++) p *= Math.sin(a[k]! + i);
    s += p;
  }
  for (let k = 0; k < a.length; k++) a[k] = s * k;
  return s + a[2]! * a[1]!;
}

// @differentiable wrt: x
export function overwrittenByARound(x: number, n: number): number {
  const a = [x, 2 * x, 3 * x];
  let s = 0;
  for (let i = 0; i < n; i++) {
    let p = 1;
    for (let k = 0; k < a.length; k++) p *= Math.sin(a[k]! + i);
    s += p;
    a[i % 3] = p;
  }
  return s * a[0]!;
}

// @differentiable wrt: x
export function overwrittenByALoopAround(x: number, n: number): number {
  const a = [x, 2 * x, 3 * x];
  let s = 0;
  for (let r = 0; r < 2; r++) {
    for (let i = 0; i < n; i++) {
      let p = 1;
      for (let k = 0; k < a.length; k++) p *= Math.sin(a[k]! + i);
      s += p;
    }
    a[r] = s;
  }
  return s;
}

// @differentiable wrt: x
export function product(x: readonly number[], n: number): number {
  let s = 1;
  for (let i = 0; i < n; i++) {
    let p = 0;
    for (const v of x) p += Math.exp(v * 0.3) * v;
    s *= 1 + p * 0.1;
  }
  return s;
}

// @differentiable wrt: x
export function branchOnTheSum(x: readonly number[], n: number): number {
  let s = 0;
  for (let i = 0; i < n; i++) {
    let p = 1;
    for (const v of x) p *= Math.sin(v + i);
    s += s > 0.5 ? p * p : p;
  }
  return s;
}

// @differentiable wrt: x
export function kept(x: number, n: number): number {
  const rows: number[][] = [];
  let s = 0;
  for (let i = 0; i < n; i++) {
    const row = [x * i, x + i];
    let p = 1;
    for (const v of row) p *= Math.sin(v);
    rows.push(row);
    s += p;
  }
  for (const row of rows) for (const v of row) s += v * v;
  return s;
}

// @differentiable wrt: x
export function aliasedRows(x: readonly number[], n: number): number {
  const a = [...x];
  const m = [a, a];
  let s = 0;
  for (let i = 0; i < n; i++) {
    const row = m[i % 2]!;
    let p = 1;
    for (let k = 0; k < row.length; k++) p *= Math.sin(row[k]!);
    s += p;
    m[(i + 1) % 2]![0] = p;
  }
  return s + a[0]!;
}

// @check overwrittenAfterwards(0.7, 3)
// @check overwrittenByARound(0.7, 4)
// @check overwrittenByALoopAround(0.7, 3)
// @check product([0.4, 0.9], 3)
// @check branchOnTheSum([0.4, 0.9, 0.3], 4)
// @check kept(0.6, 3)
// @check aliasedRows([0.4, 0.9], 4)
