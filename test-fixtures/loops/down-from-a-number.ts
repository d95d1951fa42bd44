// The counter starts at any number: how many rounds there are is computed, and what is recorded has its place.
// @differentiable wrt: x
export function powers(x: number, n: number): number {
  let s = x;
  for (let i = n; i > 0; i--) s = Math.sin(s * x) + i * s;
  return s;
}

// @differentiable wrt: x
export function inclusive(x: readonly number[], n: number): number {
  let s = 1;
  for (let i = n; i >= 0; i--) {
    const t = x[Math.floor(i)]! * s;
    for (let j = n; j >= 1; j--) s = Math.sin(s + t * j);
  }
  return s;
}

// @differentiable wrt: x
export function toANumber(x: number, n: number, end: number): number {
  let s = x;
  for (let i = n; i > end; i--) s = Math.sin(s * x) + i * s;
  return s;
}

// @differentiable wrt: x
export function nested(x: number, n: number): number {
  let s = x;
  for (let i = 0; i < n; i++) {
    let t = s;
    for (let j = 0; j < 3; j++) t = Math.sin(t * x) + j;
    s = Math.cos(t * s);
  }
  return s;
}

// @check powers(0.7, 4)
// @check powers(0.7, 3.3)
// @check powers(0.7, 0.1)
// @check powers(0.7, 0)
// @check powers(0.7, -2)
// @check powers(0.7, NaN)
// @check inclusive([0.4, 0.8, 0.3], 2)
// @check inclusive([0.4, 0.8, 0.3], 2.7)
// @check inclusive([0.4, 0.8, 0.3], -0.5)
// @check toANumber(0.7, 4, -0.3)
// @check toANumber(0.7, 1.1, -1)
// @check nested(0.7, 3)
// @check nested(0.7, NaN)
// @check nested(0.7, -1)
