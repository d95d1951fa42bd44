interface Layer {
  readonly weights: readonly Float64Array[];
  readonly bias: Float64Array;
}

function forward(layer: Layer, x: Float64Array): Float64Array {
  const y = new Float64Array(layer.bias.length);
  for (let i = 0; i < y.length; i++) {
    const row = layer.weights[i]!;
    let z = layer.bias[i]!;
    for (let j = 0; j < x.length; j++) z += row[j]! * x[j]!;
    y[i] = Math.tanh(z);
  }
  return y;
}

// @differentiable wrt: layers
export function loss(layers: readonly Layer[], x: Float64Array, target: number): number {
  let h = x;
  for (const layer of layers) h = forward(layer, h);
  const r = h[0]! - target;
  return r * r;
}

// @check loss([{ weights: [Float64Array.of(0.1, -0.2), Float64Array.of(0.3, 0.4), Float64Array.of(-0.5, 0.6)], bias: Float64Array.of(0.1, 0, -0.1) }, { weights: [Float64Array.of(0.7, -0.8, 0.9)], bias: Float64Array.of(0.2) }], Float64Array.of(1.5, -0.5), 0.3)
