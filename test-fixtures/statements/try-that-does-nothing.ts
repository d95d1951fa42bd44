// @differentiable
export function f(x: number, kind: string): number {
  try {
    const negative = -x;
  } catch {
    if (["a", "b"].includes(kind)) return x;
  } finally {
  }
  return x * x;
}

// @check f(0.7, "a")
