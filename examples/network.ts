/** A network of two layers over typed arrays: softplus in the hidden layer, squared error of one output. */

export interface Network {
  readonly inputs: number;
  readonly hidden: number;
}

/** The weights as one flat array: for each hidden unit its weights and bias, then the output's weights and bias. */
export function weightCount({ inputs, hidden }: Network): number {
  return hidden * (inputs + 1) + hidden + 1;
}

function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}

function forward(
  weights: Float64Array,
  { inputs, hidden }: Network,
  x: Float64Array,
  activations: Float64Array,
): number {
  const outer = weights.subarray(hidden * (inputs + 1));
  let output = outer[hidden]!;
  for (let unit = 0; unit < hidden; unit++) {
    const own = weights.subarray(unit * (inputs + 1), (unit + 1) * (inputs + 1));
    let sum = own[inputs]!;
    for (let i = 0; i < inputs; i++) sum += own[i]! * x[i]!;
    activations[unit] = softplus(sum);
    output += outer[unit]! * activations[unit]!;
  }
  return output;
}

// @differentiable wrt: weights modes: grad
export function loss(weights: Float64Array, network: Network, xs: readonly Float64Array[], ys: Float64Array): number {
  const activations = new Float64Array(network.hidden);
  let sum = 0;
  for (const [i, x] of xs.entries()) sum += (forward(weights, network, x, activations) - ys[i]!) ** 2;
  return sum / ys.length;
}
