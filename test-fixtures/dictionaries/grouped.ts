interface Row { readonly city: string; readonly price: number; readonly weight: number }
// @differentiable
// @check f([{ city: "A", price: 1, weight: 2 }, { city: "B", price: 3, weight: 1 }, { city: "A", price: 5, weight: 1 }])
export function f(rows: readonly Row[]): number {
  const groups = rows.reduce<Record<string, Row[]>>((acc, row) => {
    (acc[row.city] ||= []).push(row);
    return acc;
  }, {});
  const means = Object.fromEntries(
    Object.entries(groups).map(([city, list]) => {
      const w = list.reduce((s, r) => s + r.weight, 0);
      return [city, list.reduce((s, r) => s + r.price * r.weight, 0) / w] as const;
    }),
  );
  return Math.max(...Object.values(means)) * Math.min(...Object.values(means));
}
