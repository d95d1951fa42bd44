// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number): number {
  let s = x;
  for (let i = 0; i < 3; i++) s = s * (0.5 + Math.random()) + x * x;
  return s;
}

// @check f(1.5)
