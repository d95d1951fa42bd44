// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number, text: string): number {
  let scale = 2;
  try {
    scale = JSON.parse(text) as number;
  } catch {
    scale = 3;
  }
  return scale * x * x;
}

// @check f(1.5, "4")
// @check f(1.5, "four")
