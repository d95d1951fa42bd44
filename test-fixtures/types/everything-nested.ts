interface Item { readonly w: number; readonly next?: Item | null; readonly kids: readonly (Item | number)[] }
type Shape = { readonly t: "a"; readonly p: readonly [number, number] } | { readonly t: "b"; readonly q: { readonly r: number }[] } | number | null;
function weigh(item: Item, depth: number): number {
  let s = item.w;
  for (const kid of item.kids) s += typeof kid === "number" ? kid * kid * depth : weigh(kid, depth + 1) * 0.5;
  if (item.next) s *= weigh(item.next, depth);
  return s;
}
// @differentiable
export function f(item: Item, shape: Shape): number {
  let extra = 1;
  if (shape === null) extra = item.w;
  else if (typeof shape === "number") extra = shape * shape;
  else if (shape.t === "a") extra = shape.p[0] * shape.p[1];
  else for (const { r } of shape.q) extra *= r;
  return weigh(item, 1) * extra;
}
// @check f({ w: 1.5, kids: [2, { w: 0.5, kids: [], next: null }], next: { w: 3, kids: [1.1] } }, null)
// @check f({ w: 1.5, kids: [2, { w: 0.5, kids: [], next: null }], next: { w: 3, kids: [1.1] } }, 1.3)
// @check f({ w: 1.5, kids: [] }, { t: "a", p: [2, 3] })
// @check f({ w: 1.5, kids: [] }, { t: "b", q: [{ r: 2 }, { r: 0.7 }] })
