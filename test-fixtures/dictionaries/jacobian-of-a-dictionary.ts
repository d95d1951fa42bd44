// @differentiable modes: jvp, vjp, jacobian
// @check f({ a: 1.3, b: 2 })
export function f(w: Record<string, number>): Record<string, number> {
  return { x: w["a"]! * w["b"]!, y: w["b"]! ** 2 };
}
