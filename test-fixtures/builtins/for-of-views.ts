// @differentiable
export function f(xs: readonly number[], o: { readonly a: number; readonly b: number }): number {
  let s = 0;
  for (const [i, x] of xs.entries()) s = s * 0.5 + x * x * (i + 1);
  for (const i of xs.keys()) s += xs[i]! * i;
  for (const x of xs.values()) s *= 1 + x;
  for (const [i, x] of [...xs.entries()]) s += x * i;
  for (const i of [...xs.keys()].reverse()) s += xs[i]! * xs[i]! * i;
  for (const key in o) s += o[key as "a" | "b"] * s;
  return s;
}

// @check f([0.5, 1.5, 2], { a: 0.3, b: 0.7 })
