class Bag {
  readonly items: Record<string, number> = {};
  add(k: string, x: number): void { this.items[k] = (this.items[k] ?? 0) + x; }
  total(): number { let s = 0; for (const k in this.items) s += this.items[k]! ** 2; return s; }
}
// @differentiable
// @check f([1, 2, 3])
export function f(xs: readonly number[]): number {
  const bag = new Bag();
  for (let i = 0; i < xs.length; i++) bag.add(`k${i % 2}`, xs[i]!);
  return bag.total();
}
