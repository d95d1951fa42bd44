// @differentiable wrt: x
export function stopsInside(x: readonly number[], n: number): number {
  let s = 0;
  for (let i = 0; i < n; i++) {
    let p = 1;
    for (let k = 0; k < x.length; k++) {
      if (k > i) break;
      if (x[k]! < 0) continue;
      p *= Math.sin(x[k]! + i);
    }
    s += p;
  }
  return s;
}

// @differentiable wrt: x
export function leaves(x: readonly number[], n: number): number {
  let s = 0;
  for (let i = 0; i < n; i++) {
    let p = 1;
    for (const v of x) p *= Math.sin(v + i);
    s += p;
    if (i === 2) return s * 2;
  }
  return s;
}

// @differentiable wrt: x
export function untilSmall(x: number, n: number): number {
  let s = 0;
  for (let i = 0; i < n; i++) {
    let t = x + i;
    while (t > 0.5) t = Math.sqrt(t) * 0.6;
    s += t * t;
  }
  return s;
}

// @differentiable wrt: x
export function throwsInside(x: readonly number[], n: number): number {
  let s = 0;
  for (let i = 0; i < n; i++) {
    let p = 1;
    for (const v of x) {
      if (v > 5) throw new Error("too large");
      p *= Math.cos(v * i);
    }
    s += p;
  }
  return s;
}

// @check stopsInside([0.4, -0.9, 0.3], 4)
// @check leaves([0.4, 0.9], 2)
// @check leaves([0.4, 0.9], 5)
// @check untilSmall(1.7, 3)
// @check throwsInside([0.4, 0.9], 3)
// @throws throwsInside([0.4, 6], 3)
