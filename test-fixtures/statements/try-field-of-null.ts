// @differentiable
export function f(x: number, n: { v: number; next: { v: number } | null }): number {
  let s = x;
  try {
    s *= n.v;
    s += n.next!.v * x;
  } catch (e) {
    s -= x * x;
  }
  return s;
}

// @check f(2, { v: 3, next: { v: 2 } })
// @check f(2, { v: 3, next: null })
