// What is made in a round has no other rounds, unless something else knows it.
function weigh(a: readonly number[], x: number): number {
  let s = 0;
  for (let i = 0; i < a.length; i++) s += Math.sin(a[i]! * x) * a[i]!;
  return s;
}

// @differentiable wrt: x
export function fresh(x: number, n: number): number {
  let s = x;
  for (let i = 0; i < n; i++) {
    const a = [0, 0, 0];
    for (let k = 0; k < 3; k++) a[k] = s * (k + 1) + i;
    s = 0.2 * weigh(a, s) * s;
  }
  return s;
}

// @differentiable wrt: x
export function freshButKept(x: number, n: number): number {
  const all: number[][] = [];
  let s = x;
  for (let i = 0; i < n; i++) {
    if (i > 0) all[i - 1]![0] = 7 * s;
    const a = [0, 0, 0];
    for (let k = 0; k < 3; k++) a[k] = s * (k + 1) + i;
    all.push(a);
    s = 0.2 * weigh(a, s) * s;
  }
  return s + all[0]![0]!;
}

// @differentiable wrt: x
export function inactiveButKept(x: number, n: number): number {
  const all: number[][] = [];
  let s = x;
  for (let i = 0; i < n; i++) {
    if (i > 0) all[i - 1]![0] = 100;
    const a = [i + 1, i + 2];
    all.push(a);
    s = Math.sin(s * a[0]!) + 0.1 * weigh(a, s);
  }
  return s;
}

// @differentiable wrt: x
export function freshButCarried(x: number, n: number): number {
  let last: number[] = [x, x];
  let s = x;
  for (let i = 0; i < n; i++) {
    last[0] = s * 3;
    const a = [0, 0];
    for (let k = 0; k < 2; k++) a[k] = s * (k + 1) + last[0]!;
    s = 0.2 * weigh(a, s) * s;
    last = a;
  }
  return s + last[0]! * last[1]!;
}

// @check fresh(0.7, 3)
// @check freshButKept(0.7, 3)
// @check inactiveButKept(0.7, 3)
// @check freshButCarried(0.7, 3)
