/** A character model: a stack of LSTM layers whose matrices are diagonal. */

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** One layer of the network: `hidden` and `cell` are updated in place. */
function step(
  weights: readonly number[],
  biases: readonly number[],
  input: readonly number[],
  hidden: number[],
  cell: number[],
): void {
  const width = hidden.length;
  for (let j = 0; j < width; j++) {
    const forget = sigmoid(input[j]! * weights[j]! + biases[j]!);
    const ingate = sigmoid(hidden[j]! * weights[width + j]! + biases[width + j]!);
    const outgate = sigmoid(input[j]! * weights[2 * width + j]! + biases[2 * width + j]!);
    const change = Math.tanh(hidden[j]! * weights[3 * width + j]! + biases[3 * width + j]!);
    const value = cell[j]! * forget + ingate * change;
    cell[j] = value;
    hidden[j] = outgate * Math.tanh(value);
  }
}

/** The mean negative log likelihood of a sequence. */
// @differentiable wrt: main, extra modes: grad
export function loss(
  main: readonly (readonly number[])[],
  extra: readonly (readonly number[])[],
  start: readonly (readonly number[])[],
  sequence: readonly (readonly number[])[],
): number {
  const [inWeight, outWeight, outBias] = [extra[0]!, extra[1]!, extra[2]!];
  const width = inWeight.length;
  const layers = main.length / 2;
  const state = start.map((row) => row.slice());
  let total = 0;
  for (let t = 0; t + 1 < sequence.length; t++) {
    let input: readonly number[] = sequence[t]!.map((bit, j) => bit * inWeight[j]!);
    for (let layer = 0; layer < layers; layer++) {
      const hidden = state[2 * layer]!;
      step(main[2 * layer]!, main[2 * layer + 1]!, input, hidden, state[2 * layer + 1]!);
      input = hidden;
    }
    const output = input.map((value, j) => value * outWeight[j]! + outBias[j]!);
    let sum = 2;
    for (const value of output) sum += Math.exp(value);
    const normal = Math.log(sum);
    const target = sequence[t + 1]!;
    for (let j = 0; j < width; j++) total += target[j]! * (output[j]! - normal);
  }
  return -total / ((sequence.length - 1) * width);
}
