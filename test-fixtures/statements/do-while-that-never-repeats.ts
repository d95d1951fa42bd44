// @differentiable
export function left(x: number): number {
  let s = x;
  do {
    s = s * x;
    break;
  } while (s > 3);
  return s;
}

// @differentiable
export function leftTwice(x: number): number {
  let s = x;
  for (let i = 0; i < 3; i++) {
    do {
      s = s * x;
      if (s > 5) break;
      s += x;
      if (s > 1) continue;
      else break;
    } while (s > 3);
  }
  return s;
}

// @differentiable
export function leftOutwards(x: number): number {
  let s = x;
  out: for (let i = 0; i < 3; i++) {
    do {
      s = s * x;
      if (s > 5) break;
      continue out;
    } while (s > 3);
  }
  return s;
}

// @differentiable
export function returned(x: number): number {
  let s = x;
  do {
    s = s * x;
    return s;
  } while (s > 3);
}

// The block around a body with `continue` is left by the outer jump only.
// @differentiable
export function leftFromBlock(x: number, xs: readonly number[]): number {
  let s = x;
  do {
    for (const e of xs) {
      if (e > s) continue;
      s += e * s;
    }
    break;
  } while (s > 3);
  return s * x;
}

// @check left(1.3)
// @check leftTwice(0.8)
// @check leftTwice(1.6)
// @check leftOutwards(1.3)
// @check leftOutwards(2.3)
// @check returned(1.3)
// @check leftFromBlock(1.3, [0.5, 2.5, 0.7])
