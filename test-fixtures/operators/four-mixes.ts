import { grad, jvp, vjp } from "@adgen/runtime";

// Each is the second derivative of x⁴ y, 12 x² y, times x.
// @differentiable
export function forwardOverForward(x: number, y: number): number {
  const first = (t: number): number => jvp((s: number) => s * s * s * s * y)([t], [1]).tangent;
  return jvp(first)([x], [1]).tangent * x;
}

// @differentiable
export function forwardOverReverse(x: number, y: number): number {
  const first = grad((s: number) => s * s * s * s * y);
  return jvp(first)([x], [1]).tangent * x;
}

// @differentiable
export function reverseOverForward(x: number, y: number): number {
  return grad((t: number) => jvp((s: number) => s * s * s * s * y)([t], [1]).tangent)(x) * x;
}

// @differentiable
export function reverseOverReverse(x: number, y: number): number {
  return grad((t: number) => vjp((s: number) => s * s * s * s * y)(t).grad)(x) * x;
}

// @check forwardOverForward(1.1, 0.6)
// @closed grad forwardOverForward(2, 3) = [432, 96]
// @check forwardOverReverse(1.1, 0.6)
// @closed grad forwardOverReverse(2, 3) = [432, 96]
// @check reverseOverForward(1.1, 0.6)
// @closed grad reverseOverForward(2, 3) = [432, 96]
// @check reverseOverReverse(1.1, 0.6)
// @closed grad reverseOverReverse(2, 3) = [432, 96]
// @closed value reverseOverReverse(2, 3) = 288
