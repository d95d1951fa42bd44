import { grad, hessian, jvp, vjp } from "@adgen/runtime";

class Potential {
  static cubic(x: number, a: number): number {
    return a * x ** 3;
  }
  static slope(x: number): number {
    return grad(Potential.cubic, 0)(x, 2);
  }
}

// @differentiable
export function f(x: number): number {
  return grad(Math.sin)(x) * grad(Math.exp)(x) + hessian(Math.log)(x);
}

// @differentiable
export function g(x: number, a: number): number {
  const [slope, weight] = grad(Potential.cubic)(x, a);
  return slope * weight + Potential.slope(x) + jvp(Math.atan2)([x, a], [1, 0]).tangent;
}

// @differentiable
export function h(x: number): number {
  const pull = vjp(Math.tanh);
  const slope = grad(Math.cosh);
  return pull(x, 2).grad * slope(x);
}
// @check f(1.5)
// @check g(1.5, 0.7)
// @check h(0.8)
// @closed value f(1) = Math.cos(1) * Math.E - 1
