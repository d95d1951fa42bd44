/** A network of layers behind one interface, as it is usually written. */
export interface Layer {
  forward(input: readonly number[]): number[];
  readonly parameterCount: number;
}

export class Dense implements Layer {
  constructor(
    readonly w: number[][],
    readonly b: number[],
  ) {}

  get parameterCount(): number {
    return this.w.length * (this.w[0]?.length ?? 0) + this.b.length;
  }

  forward(input: readonly number[]): number[] {
    return this.w.map((row, i) => row.reduce((sum, wij, j) => sum + wij * input[j]!, this.b[i]!));
  }
}

export class Activation implements Layer {
  readonly parameterCount = 0;
  readonly kind: "tanh" | "relu";

  constructor(kind: "tanh" | "relu") {
    this.kind = kind;
  }

  forward(input: readonly number[]): number[] {
    return input.map((x) => (this.kind === "tanh" ? Math.tanh(x) : Math.max(0, x)));
  }
}

export class Scale implements Layer {
  readonly parameterCount = 1;
  constructor(public factor: number) {}
  forward(input: readonly number[]): number[] {
    return input.map((x) => x * this.factor);
  }
}

export class Network implements Layer {
  constructor(readonly layers: readonly Layer[]) {}

  get parameterCount(): number {
    return this.layers.reduce((sum, layer) => sum + layer.parameterCount, 0);
  }

  forward(input: readonly number[]): number[] {
    let values = [...input];
    for (const layer of this.layers) values = layer.forward(values);
    return values;
  }
}

// @differentiable wrt: network, input
export function loss(network: Network, input: readonly number[], target: readonly number[]): number {
  const output = network.forward(input);
  return output.reduce((sum, y, i) => sum + (y - target[i]!) ** 2, 0) / network.parameterCount;
}
// @check loss(new Network([new Dense([[0.3, -0.2], [0.5, 0.7]], [0.1, 0.2]), new Activation("tanh"), new Network([new Scale(1.3)])]), [0.4, -0.6], [1, 0])
