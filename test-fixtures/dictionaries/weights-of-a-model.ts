type Weights = { readonly [k: string]: number };
interface Model { w: Weights; b?: number }
function predict(m: Model, xs: Weights): number {
  let z = m.b ?? 0;
  Object.entries(xs).forEach(([k, x]) => { z += (m.w[k] ?? 0) * x; });
  return Math.tanh(z);
}
// @differentiable wrt: m
// @check f({ w: { a: 1, b: 2 }, b: 0.1 }, [{ a: 0.3 }, { b: 0.2, c: 9 }])
export function f(m: Model, data: readonly Weights[]): number {
  return data.map((d) => predict(m, d)).reduce((a, b) => a + b * b, 0);
}
