// Loops that are reversed on the spot where they are not alone: in a branch, in loops that record, in a callee.
function energy(x: readonly number[], w: number, n: number): number {
  let s = 0;
  for (let i = 0; i < n; i++) {
    let p = w;
    for (const v of x) p = Math.sin(p * v) + i;
    s += p * w;
  }
  return s * w;
}

// @differentiable wrt: x, w
export function inALoop(x: readonly number[], w: number, n: number): number {
  let state = w;
  for (let r = 0; r < 3; r++) {
    let s = 0;
    if (state > 0) {
      for (let i = 0; i < n; i++) {
        let p = state;
        for (const v of x) p = Math.sin(p * v) + i * state;
        s += p * p;
      }
    }
    state = Math.sin(state + 0.1 * s) - 0.2;
  }
  return state;
}

// @differentiable wrt: x, w
export function inAWhile(x: readonly number[], w: number): number {
  let state = w;
  let n = 0;
  while (state < 4) {
    n++;
    for (let i = 0; i < n; i++) {
      let p = 1;
      for (const v of x) p *= Math.exp(0.1 * v * i);
      state += p * 0.3;
    }
    if (n > 5) break;
  }
  return state * w;
}

// @differentiable wrt: x, w
export function inACallee(x: readonly number[], w: number, n: number): number {
  const first = energy(x, w, n);
  return first * energy(x, first, n);
}

// @differentiable wrt: m
export function rowsOfRows(m: readonly (readonly number[])[], n: number): number {
  let total = 0;
  for (let r = 0; r < m.length; r++) {
    const row = m[r]!;
    const sums = [0, 0, 0];
    for (let c = 0; c < row.length; c++) {
      let p = 1;
      for (let k = 0; k < n; k++) p *= Math.cos(row[c]! + k);
      sums[c % 3] = sums[c % 3]! + p;
    }
    for (const s of sums) total += s * s * s;
  }
  return total;
}

// @differentiable wrt: x
export function recordsInRounds(x: readonly number[], n: number): number {
  const best = { value: 0, at: -1 };
  let s = 0;
  for (let i = 0; i < n; i++) {
    const here = { a: x[0]! * i, b: 1 };
    for (const v of x) here.b *= Math.sin(v + here.a);
    best.at = i;
    best.value = here.b;
    s += here.a * here.b;
  }
  return s + best.value;
}

// @check inALoop([0.4, 0.9], 0.7, 2)
// @check inALoop([0.4, 0.9], -0.7, 2)
// @check inAWhile([0.4, 0.9], 0.5)
// @check inACallee([0.4, 0.9], 0.7, 2)
// @check rowsOfRows([[0.4, 0.9, 0.1, 0.5], [0.2], []], 2)
// @check recordsInRounds([0.4, 0.9], 3)
