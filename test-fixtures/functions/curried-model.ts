type Model = (params: readonly number[]) => (x: number) => number;

const decay: Model =
  ([a = 0, b = 0]) =>
  (x) =>
    a * Math.exp(-b * x);

function sumOfSquares(model: Model, params: readonly number[], xs: readonly number[], ys: readonly number[]): number {
  const at = model(params);
  let s = 0;
  for (let i = 0; i < xs.length; i++) {
    const r = at(xs[i]!) - ys[i]!;
    s += r * r;
  }
  return s;
}

// @differentiable wrt: params
export function f(params: readonly number[], xs: readonly number[], ys: readonly number[]): number {
  return sumOfSquares(decay, params, xs, ys);
}

// @differentiable
export function g(a: number, b: number, x: number): number {
  const line = (slope: number) => (offset: number) => (t: number) => slope * t + offset;
  const through = line(a);
  return through(b)(x) * through(x)(b);
}

// @check f([1.2, 0.4], [0, 1, 2.5], [1, 0.8, 0.5])
// @check g(0.5, 1.5, 2)
