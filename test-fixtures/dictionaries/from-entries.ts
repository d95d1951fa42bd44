// @differentiable
// @check f([{ name: "a", x: 1.5 }, { name: "b", x: 2 }])
export function f(list: readonly { name: string; x: number }[]): number {
  const by = Object.fromEntries(list.map((p) => [p.name, p.x * p.x]));
  return by["a"]! * by["b"]!;
}
