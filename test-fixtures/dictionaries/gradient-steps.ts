// @differentiable
// @check f([1, 2, 3], 0.1)
export function f(xs: readonly number[], lr: number): number {
  let params: Record<string, number> = { w: 0.5, b: 0.1 };
  for (const x of xs) {
    const g: Record<string, number> = { w: 2 * (params["w"]! * x + params["b"]! - 1) * x, b: 2 * (params["w"]! * x + params["b"]! - 1) };
    params = Object.fromEntries(Object.keys(params).map((k) => [k, params[k]! - lr * g[k]!]));
  }
  return params["w"]! ** 2 + params["b"]!;
}
