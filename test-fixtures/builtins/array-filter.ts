interface Item {
  readonly x: number;
  readonly kind: "a" | "b";
}

// @differentiable
export function f(items: readonly Item[], k: number): number {
  const a = items.filter((item) => item.kind === "a").map(({ x }) => x);
  const b = a.filter((x, i) => x * i < k).filter(Boolean);
  return a.reduce((s, x) => s * x + k, 1) + b.reduce((s, x) => s + x * x * k, 0);
}

// @check f([{ x: 0.5, kind: "a" }, { x: 3, kind: "b" }, { x: 1.5, kind: "a" }, { x: 2.5, kind: "a" }], 2)
// @check f([], 2)
