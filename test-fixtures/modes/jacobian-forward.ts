// @differentiable modes: jvp, vjp, jacobian
export function residuals(p: number[], ts: readonly string[]): number[] {
  const out: number[] = [];
  for (let i = 0; i < ts.length; i++) out.push(p[0]! * Math.exp(p[1]! * i) - ts[i]!.length);
  return out;
}

// @differentiable modes: jvp, vjp, jacobian
export function curve(t: number, r: number): { x: number; name: string; ys: Float64Array } {
  const ys = new Float64Array(3);
  for (let i = 0; i < 3; i++) ys[i] = t * i + r * r;
  return { x: t * r, name: "curve", ys };
}

// @differentiable modes: jvp, vjp, jacobian
export function samples(x: number): Float64Array {
  const y = new Float64Array(2);
  y[0] = x * x;
  y[1] = Math.sin(x);
  return y;
}

// @check residuals([1.5, -0.3], ["a", "bc", "def"])
// @closed jacobian residuals([2, 0], ["a", "b", "c"]) = [[1, 0], [1, 2], [1, 4]]
// @check curve(0.4, 1.3)
// @closed jacobian curve(2, 3) = { x: [3, 2], ys: [[0, 6], [1, 6], [2, 6]] }
// @check samples(0.7)
// @closed jacobian samples(3) = new Float64Array([6, Math.cos(3)])
