type Scalar = (t: number) => number;

function integrate(g: Scalar, from: number, to: number, n: number): number {
  const h = (to - from) / n;
  let s = 0;
  for (let i = 0; i < n; i++) s += h * g(from + (i + 0.5) * h);
  return s;
}

function average(g: Scalar, from: number, to: number): number {
  const scaled: Scalar = (t) => g(t) / (to - from);
  return integrate(scaled, from, to, 4);
}

// @differentiable
export function f(a: number, b: number, end: number): number {
  const model: Scalar = (t) => a * Math.exp(b * t);
  return average(model, 0, end) + integrate((t) => model(t) * t, 0, end, 3);
}

// @check f(0.7, 0.3, 2)
