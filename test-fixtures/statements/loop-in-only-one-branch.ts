// @differentiable
export function f(x: number, wanted: boolean): number {
  let s = x;
  if (wanted) {
    for (let i = 0; i < 3; i++) s = Math.sin(s) + s * x;
  }
  return s * s;
}

// @check f(0.6, true)
// @check f(0.6, false)
