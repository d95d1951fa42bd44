/** Functions in arrays and records, taken by an index or a key, run over and passed on. */
type Activation = (x: number) => number;

const relu: Activation = (x) => Math.max(0, x);
const activations = [relu, Math.tanh, (x: number): number => x / (1 + Math.abs(x))];

const kernels = {
  gaussian: (r: number, width: number): number => Math.exp(-0.5 * (r / width) ** 2),
  laplace(r: number, width: number): number {
    return Math.exp(-Math.abs(r) / width);
  },
  cauchy: (r: number, width: number): number => 1 / (1 + (r / width) ** 2),
};

// @differentiable wrt: x
export function byIndex(x: number, k: number): number {
  return activations[k]!(x) * x;
}

// @differentiable
export function byKey(kind: keyof typeof kernels, r: number, width: number): number {
  const kernel = kernels[kind];
  return kernel(r, width) + kernels[kind](2 * r, width);
}

// @differentiable
export function inTurn(x: number): number {
  let y = x;
  for (const f of activations) y = f(y) + x;
  return y;
}

function compose(...steps: readonly Activation[]): Activation {
  return (x) => steps.reduce((value, step) => step(value), x);
}

// @differentiable
export function composed(x: number, a: number): number {
  return compose(Math.sin, (t) => a * t, Math.exp)(x) * compose(Math.cos)(a);
}

// @differentiable wrt: x, w
export function layered(x: number, w: number, count: number): number {
  const layers = [
    { weight: w, act: Math.tanh },
    { weight: w * w, act: (t: number): number => t * w },
    { weight: 2, act: relu },
  ];
  let y = x;
  for (const layer of layers) y = layer.act(layer.weight * y);
  for (let i = 0; i < count; i++) y += layers[i % 3]!.act(y);
  return y;
}

// @differentiable
export function local(x: number, powers: readonly number[]): number {
  const own = [(t: number): number => t * x, Math.sin];
  let sum = 0;
  own.forEach((f, i) => {
    sum += f(powers[i]!) * own.length;
  });
  return sum + own[powers.length - 1]!(x);
}
// @check byIndex(1.5, 0)
// @check byIndex(1.5, 1)
// @check byIndex(-1.5, 2)
// @throws byIndex(1.5, 3)
// @check byKey("gaussian", 0.7, 1.3)
// @check byKey("laplace", 0.7, 1.3)
// @check byKey("cauchy", 0.7, 1.3)
// @check inTurn(0.7)
// @check composed(0.7, 1.2)
// @check layered(0.7, 1.2, 4)
// @check local(0.7, [1.1, 0.4])
