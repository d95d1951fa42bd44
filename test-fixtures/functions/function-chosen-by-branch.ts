function pick(kind: string, a: number): (t: number) => number {
  if (kind === "square") return (t) => a * t * t;
  if (kind === "sine") return Math.sin;
  const b = a * a;
  return (t) => b * t;
}

// @differentiable
export function f(x: number, a: number, kind: string): number {
  const g = pick(kind, a);
  const h = x > 1 ? g : (t: number): number => t + a;
  let last = h;
  if (a > 1) last = (t) => h(t) * t;
  return g(x) + h(x) * last(x);
}

// @check f(1.5, 0.7, "square")
// @check f(0.5, 0.7, "sine")
// @check f(1.5, 1.7, "other")
