interface Point {
  readonly x: number;
  readonly y: number;
}
interface Weighted extends Point {
  readonly weight: number;
}
type Named = Weighted & { readonly name: string };

// @differentiable
export function f(p: Named): number {
  return p.x * p.y * p.weight * p.weight;
}

// @check f({ x: 1.5, y: 2, weight: 0.5, name: "n" })
