type Root = { readonly kind: "two"; readonly low: number; readonly high: number } | { readonly kind: "none" };

// @differentiable
export function roots(b: number, c: number): Root {
  const d = b * b - 4 * c;
  if (d < 0) return { kind: "none" };
  const root = Math.sqrt(d);
  return { kind: "two", low: (-b - root) / 2, high: (-b + root) / 2 };
}

// @differentiable
export function spread(b: number, c: number): number {
  const found = roots(b, c);
  return found.kind === "none" ? b * c : found.high - found.low;
}

// @check roots(3, 1)
// @check spread(3, 1)
// @check spread(1, 3)
