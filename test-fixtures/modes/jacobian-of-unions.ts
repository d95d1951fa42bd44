type Root = { readonly kind: "two"; readonly low: number; readonly high: number } | { readonly kind: "none" };
// @differentiable modes: jvp, vjp, jacobian
export function roots(b: number, c: number | { readonly at: number }): Root {
  const k = typeof c === "number" ? c : c.at * c.at;
  const d = b * b - 4 * k;
  if (d < 0) return { kind: "none" };
  const root = Math.sqrt(d);
  return { kind: "two", low: (-b - root) / 2, high: (-b + root) / 2 };
}
// @differentiable modes: jvp, vjp, jacobian
export function pair(p: readonly [number, number?], xs: readonly number[]): [number, number?] {
  return p[1] === undefined ? [p[0] * xs[0]!] : [p[0] * p[1], p[1] * xs[0]!];
}

// @check roots(3, 1)
// @check roots(3, { at: 1.1 })
// @check roots(1, 3)
// @check pair([2, 3], [4, 5])
// @check pair([2], [4, 5])
// @closed jacobian pair([2, 3], [4, 5]) = [[[3, 2], [0, 0]], [[0, 4], [3, 0]]]
// @closed jacobian pair([2], [4, 5]) = [[[4], [2, 0]]]
