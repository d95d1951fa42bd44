interface Layer {
  readonly weights: readonly number[];
  readonly next?: Layer;
  readonly skip?: { readonly gain: number; readonly bias: Float64Array };
}

function apply(layer: Layer, x: number): number {
  let y = 0;
  for (const w of layer.weights) y += Math.tanh(w * x);
  if (layer.skip) y += layer.skip.gain * x + layer.skip.bias[0]!;
  return layer.next ? apply(layer.next, y) : y;
}

// @differentiable
export function run(layer: Layer, x: number): number {
  return apply(layer, x) ** 2;
}

// @check run({ weights: [0.5, -1], next: { weights: [2], skip: { gain: 0.3, bias: new Float64Array([1]) } } }, 0.7)
// @check run({ weights: [0.5, -1] }, 0.7)
