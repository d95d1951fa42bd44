// @differentiable
export function f(o: { readonly at: { readonly p: readonly [number, number] }; readonly w: number }): number {
  const {
    at: {
      p: [a, b],
    },
    w,
  } = o;
  return a * b * w * w;
}

// @check f({ at: { p: [1.5, 2] }, w: 0.7 })
