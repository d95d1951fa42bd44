// @differentiable
export function f(this: { readonly rate: number }, x: number): number {
  return this.rate * x * x;
}
// @check f({ rate: 3 }, 2)
// @closed grad f({ rate: 3 }, 2) = [{ rate: 4 }, 12]
