// A loop of which nobody reads anything does nothing, so nothing is caught around it; the function of the handler is gone with it.
// @differentiable
export function f(x: number): number {
  let y = x;
  try {
    for (let i = 0; i < 4; i++) {
      if (x > i) break;
    }
  } catch {
    function halved(z: number): number {
      return z > 1 ? halved(0.5 * z) : z;
    }
    y = halved(y);
  }
  return y * x;
}

// @check f(1.2)
