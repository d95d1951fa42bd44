interface Network {
  readonly weights: readonly (readonly number[])[];
  readonly bias: Float64Array;
}

// @differentiable
export function f(net: Network, x: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < net.weights.length; i++) {
    let z = net.bias[i]!;
    for (let j = 0; j < x.length; j++) z += net.weights[i]![j]! * x[j]!;
    sum += Math.tanh(z) * z;
  }
  return sum;
}

// @check f({ weights: [[0.1, 0.2], [-0.3, 0.4]], bias: Float64Array.of(0.5, -0.5) }, [1.5, -0.7])
