// Counters beside the loop's own follow from the number of the round, where a constant is added in every one of them.
// @differentiable
export function triangle(l: readonly number[], z: readonly number[]): number {
  const y = [...z];
  let at = 0;
  for (let s = 0; s < z.length; s++) {
    for (let r = s + 1; r < z.length; r++) {
      y[r] = y[r]! * l[at]! + z[s]!;
      at++;
    }
  }
  let sum = 0;
  for (const v of y) sum += v * v;
  return sum;
}

// @differentiable wrt: x
export function downwards(x: readonly number[], n: number): number {
  let at = x.length;
  let s = 1;
  for (let i = n; i > 0; i -= 2) {
    at -= 1;
    s = s * x[at]! + s;
  }
  return s;
}

// @differentiable wrt: x
export function fromAnOffset(x: readonly number[], start: number): number {
  let at = start;
  let s = 1;
  for (let i = 3; i < x.length; i += 3) {
    s = s * x[at]! + s;
    at += 2;
  }
  return s;
}

// @differentiable wrt: x
export function sometimes(x: readonly number[], n: number): number {
  let at = 0;
  let s = 1;
  for (let i = 0; i < n; i++) {
    s = s * x[at]! + s;
    if (s > 2) at++;
  }
  return s;
}

// @differentiable wrt: x
export function fractions(x: number, n: number): number {
  let at = 0.1;
  let s = x;
  for (let i = 0; i < n; i++) {
    s = s * Math.sin(at + x);
    at += 0.1;
  }
  return s;
}

// @check triangle([0.3, 0.5, 0.7, 0.2, 0.9, 0.4], [0.8, 0.6, 0.4, 0.9])
// @check triangle([], [0.5])
// @check downwards([0.3, 0.6, 0.9, 0.5], 6)
// @check downwards([0.3, 0.6, 0.9, 0.5], 0)
// @check fromAnOffset([0.3, 0.6, 0.9, 0.5, 0.4, 0.8, 0.2], 1)
// @check sometimes([0.9, 0.8, 0.7, 0.6], 4)
// @check fractions(0.8, 5)
