// @differentiable
export function f(x: number, ts: Float64Array): number {
  let sum = 0;
  for (const t of ts.values()) {
    ts[2] = x * t;
    sum += t * t;
  }
  return sum;
}
// @writes f(ts)
// @check f(1.5, new Float64Array([0.5, 2, -1]))
// @closed value f(1.5, new Float64Array([0.5, 2, -1])) = 0.25 + 4 + 9
// @closed grad f(1.5, new Float64Array([0.5, 2, -1])) = [12, new Float64Array([1, 4 + 9, 0])]
