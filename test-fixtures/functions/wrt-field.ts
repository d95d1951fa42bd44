// @differentiable wrt: x, options.rate
export function f(x: number, options: { readonly rate: number; readonly shift: number }): number {
  return x * x * options.rate + options.shift * x;
}

// @check f(2, { rate: 3, shift: 5 })
// @closed grad f(2, { rate: 3, shift: 5 }) = [17, { rate: 4 }]
