/** Signs, switches and counts that the adjoint sweep takes back from round to round, from what the loop ended with. */

// @differentiable
// @check alternating([0.5, 1.2, 2, -0.7])
// @check alternating([])
export function alternating(xs: readonly number[]): number {
  let sum = 0;
  let sign = 1;
  let at = 0;
  while (at < xs.length) {
    sum += sign * Math.sin(xs[at]! * sum + xs[at]!);
    sign = -sign;
    at += 1;
  }
  return sum;
}

// The packed triangle below a diagonal: `at` goes on by as many as a column has.
// @differentiable
// @check packed([0.5, 1.2, 2, -0.7, 0.3, 0.8], [1, 2, -1, 0.4])
// @check packed([], [2])
// @check packed([], [])
export function packed(l: readonly number[], z: readonly number[]): number {
  const product = z.map((value) => value * value);
  let at = 0;
  for (let s = 0; s < z.length; s++) {
    for (let r = s + 1; r < z.length; r++) {
      product[r] = product[r]! * l[at]! + z[s]!;
      at++;
    }
  }
  return product.reduce((sum, value) => sum + value, 0);
}

// Loops inside that make no round: nothing is taken back.
// @differentiable wrt: x
// @check gaps([1, 0.4, 1.3, 0.5], 3, 2)
// @check gaps([1, 0.4, 1.3, 0.5, 0.6, 0.9, 0.7, 1.1, 0.8, 0.2, 0.3, 1.2, 0.1], 2, 5)
export function gaps(x: readonly number[], from: number, columns: number): number {
  let product = 1;
  let at = 0;
  let isLeft = true;
  for (let c = 0; c < columns; c++) {
    for (let r = Math.floor(from); r < c + 2; r++) {
      product *= isLeft ? x[at]! : Math.cos(x[at]!);
      at++;
    }
    product += x[at]! * product;
    isLeft = !isLeft;
  }
  return product;
}
