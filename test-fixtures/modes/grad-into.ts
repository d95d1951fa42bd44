// @differentiable modes: jvp, vjp, into
export function rosenbrock(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i + 1 < x.length; i++) sum += 100 * (x[i + 1]! - x[i]! * x[i]!) ** 2 + (1 - x[i]!) ** 2;
  return sum;
}

// @differentiable wrt: w, net modes: jvp, vjp, into
export function loss(w: number[][], net: { b: number; v: number[]; name: string }, y: number): number {
  let sum = 0;
  for (let i = 0; i < w.length; i++) {
    const row = w[i]!;
    for (let j = 0; j < row.length; j++) sum += Math.tanh(row[j]! * net.v[j]! + net.b);
  }
  return (sum - y) ** 2;
}

// @differentiable modes: jvp, vjp, into
export function unused(xs: number[], ys: number[]): number {
  return xs.length > 0 ? 2 * xs[0]! : 0;
}

// @check rosenbrock(new Float64Array([0.3, -0.4, 1.1]))
// @check loss([[0.1, 0.2], [-0.3, 0.4]], { b: 0.5, v: [1, -2], name: "n" }, 0.7)
// @check unused([1, 2], [3])
