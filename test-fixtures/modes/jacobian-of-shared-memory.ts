// The result is made of the parameter's own rows, and so is its tangent of the direction's.
// @differentiable modes: jvp, vjp, jacobian
export function swapped(rows: number[][]): number[][] {
  return [rows[1]!, rows[0]!];
}

// @differentiable modes: jvp, vjp, jacobian
export function same(xs: number[]): number[] {
  return xs;
}

// @check swapped([[0.1, 0.2], [0.3]])
// @closed jacobian swapped([[1], [2]]) = [[[[0], [1]]], [[[1], [0]]]]
// @check same([0.5, -1])
// @closed jacobian same([1, 2]) = [[1, 0], [0, 1]]
