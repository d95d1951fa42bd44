// @differentiable
// @check f(1.3)
export function f(x: number): number {
  const d: Record<string, number[]> = { a: [x, x * x] };
  d["b"] = d["a"]!;
  d["b"].push(Math.sin(x));
  delete d["a"];
  d["a"] = [x];
  d["a"].push(d["b"][2]! * x);
  return d["a"][1]! * d["b"][1]! + d["a"].length;
}
