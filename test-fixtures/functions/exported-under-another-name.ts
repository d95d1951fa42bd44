// @differentiable
function f(x: number): number {
  return x * x * x;
}

export { f as cube };
export { f_jvp, f_vjp, f_grad, f_hvp, f_hessian };

// @check f(1.5)
