// @differentiable modes: jvp, vjp, grad, hvp
// @check f({ weights: { a: 1, b: 2 }, bias: 0.5 }, { a: 3, c: 1 })
export function f(model: { weights: Record<string, number>; bias: number }, features: Record<string, number>): number {
  let z = model.bias;
  for (const [name, x] of Object.entries(features)) z += (model.weights[name] ?? 0) * x;
  return 1 / (1 + Math.exp(-z));
}
