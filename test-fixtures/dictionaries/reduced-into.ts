// @differentiable
// @check f([{ k: "a", v: 1 }, { k: "b", v: 2 }, { k: "a", v: 3 }])
export function f(items: readonly { k: string; v: number }[]): number {
  const sums = items.reduce<Record<string, number>>((acc, { k, v }) => {
    acc[k] = (acc[k] ?? 0) + v * v;
    return acc;
  }, {});
  return Object.values(sums).reduce((a, b) => a * b, 1);
}
