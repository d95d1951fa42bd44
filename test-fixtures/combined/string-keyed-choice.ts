// @differentiable
export function f(x: number, path: string): number {
  let s = x;
  for (let i = 0; i < path.length; i++) {
    const step = path[i];
    if (step === "s") s = Math.sin(s) + x;
    else if (step === "e") s = Math.exp(s * 0.3);
    else throw new Error(`unknown step ${step} at ${i}`);
  }
  return s;
}

// @check f(0.7, "sese")
// @throws f(0.7, "sxs")
