export interface Chain {
  value: number;
  next: Chain | null;
}

// @differentiable
// @check f(0.4)
export function f(x: number): number {
  const last: Chain = { value: x, next: null as Chain | null };
  return Math.asin(last.next?.value ?? x) * last.value;
}

// @differentiable
// @check carried([1, 2, 3], 0.5)
export function carried(xs: readonly number[], x: number): number {
  let list = xs;
  let s = 0;
  for (const v of xs) {
    try {
      s += list.length * v * x;
      if (s > 3) throw new RangeError("enough");
    } catch {
      list = [x, v * list.length];
    }
  }
  return s + list[0]!;
}

// @differentiable
// @check unread(0.5, [1, 2])
export function unread(x: number, xs: readonly [number, number]): number {
  let last = xs[0];
  scan: for (const [e = 0.5, weight = 0.25] of [xs, [x, 1]]) {
    for (let i = 0; i < 3; i++) {
      if (e > i) continue scan;
      last = e * weight * i;
    }
  }
  return x * x;
}
