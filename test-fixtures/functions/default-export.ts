// @differentiable
export default function f(x: number): number {
  return x * x * x;
}

// @check f(1.5)
