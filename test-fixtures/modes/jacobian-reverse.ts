// @differentiable modes: jvp, vjp, jacobian
export function moments(xs: Float64Array, scale: number): [mean: number, count: string, spread: number] {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < xs.length; i++) {
    sum += xs[i]! * scale;
    squares += xs[i]! * xs[i]!;
  }
  return [sum / xs.length, `${xs.length}`, squares];
}

// @differentiable modes: jvp, vjp, jacobian
export function norm(p: { x: number; y: number; label: string }): number {
  return p.x * p.x + p.y * p.y;
}

// @check moments(new Float64Array([0.3, 1.2, -0.7]), 2.5)
// @closed jacobian moments(new Float64Array([1, 3]), 2) = [[new Float64Array([1, 1]), 2], undefined, [new Float64Array([2, 6]), 0]]
// @check norm({ x: 0.6, y: -1.1, label: "p" })
// @closed jacobian norm({ x: 3, y: 4, label: "p" }) = { x: 6, y: 8 }
