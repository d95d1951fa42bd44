const table = [0.5, 1.5, 2.5];

// @differentiable wrt: x
export function tableAfterwards(x: readonly number[], n: number): number {
  let s = 0;
  for (let i = 0; i < n; i++) {
    let p = 1;
    for (const v of x) p *= Math.sin(v * table[i % 3]!);
    s += p;
  }
  return s;
}

// @differentiable wrt: x modes: jvp, vjp, grad, hvp
export function logged(x: readonly number[], n: number): number {
  let s = 0;
  for (let i = 0; i < n; i++) {
    let p = 1;
    for (const v of x) p *= Math.sin(v + i);
    console.log(`round ${i}`);
    s += p;
  }
  return s;
}

// @differentiable wrt: x modes: jvp, vjp, grad, hvp
export function fromAMap(x: readonly number[], n: number): number {
  const seen = new Map<number, number>();
  seen.set(0, 2);
  let s = 0;
  for (let i = 0; i < n; i++) {
    const factor = seen.get(0) ?? 1;
    let p = 1;
    for (const v of x) p *= Math.sin(v * factor);
    s += p;
  }
  seen.set(0, 9);
  return s;
}

// @check tableAfterwards([0.4, 0.9], 4)
// @check logged([0.4, 0.9], 2)
// @check fromAMap([0.4, 0.9], 2)
