/** The gradient of `loss`, as a person would write it: the gates of every step are kept, then the sequence is walked backwards. */

type Matrix = readonly (readonly number[])[];

/** What a layer's unit keeps of a step: input, hidden and cell before; forget, in and out gate, change, tanh of the cell after. */
const kept = 8;

export function lossGradient(
  main: Matrix,
  extra: Matrix,
  start: Matrix,
  sequence: Matrix,
): { value: number; grad: [number[][], number[][]] } {
  const [inWeight, outWeight, outBias] = [extra[0]!, extra[1]!, extra[2]!];
  const width = inWeight.length;
  const layers = main.length / 2;
  const steps = sequence.length - 1;
  const zeros = (rows: Matrix): number[][] => rows.map((row) => row.map(() => 0));
  const [mainBar, extraBar] = [zeros(main), zeros(extra)];
  const state = start.map((row) => Float64Array.from(row));
  const record = new Float64Array(steps * layers * width * kept);
  const outputs = new Float64Array(steps * width);
  const normals = new Float64Array(steps);
  const lasts = new Float64Array(steps * width);
  let total = 0;
  let at = 0;
  for (let t = 0; t < steps; t++) {
    let input = new Float64Array(width);
    for (let j = 0; j < width; j++) input[j] = sequence[t]![j]! * inWeight[j]!;
    for (let layer = 0; layer < layers; layer++) {
      const [weights, biases] = [main[2 * layer]!, main[2 * layer + 1]!];
      const [hidden, cell] = [state[2 * layer]!, state[2 * layer + 1]!];
      for (let j = 0; j < width; j++, at += kept) {
        const [x, h, c] = [input[j]!, hidden[j]!, cell[j]!];
        const forget = 1 / (1 + Math.exp(-(x * weights[j]! + biases[j]!)));
        const ingate = 1 / (1 + Math.exp(-(h * weights[width + j]! + biases[width + j]!)));
        const outgate = 1 / (1 + Math.exp(-(x * weights[2 * width + j]! + biases[2 * width + j]!)));
        const change = Math.tanh(h * weights[3 * width + j]! + biases[3 * width + j]!);
        const value = c * forget + ingate * change;
        const squashed = Math.tanh(value);
        cell[j] = value;
        hidden[j] = outgate * squashed;
        record[at] = x;
        record[at + 1] = h;
        record[at + 2] = c;
        record[at + 3] = forget;
        record[at + 4] = ingate;
        record[at + 5] = outgate;
        record[at + 6] = change;
        record[at + 7] = squashed;
      }
      input = hidden;
    }
    let sum = 2;
    for (let j = 0; j < width; j++) {
      const output = input[j]! * outWeight[j]! + outBias[j]!;
      lasts[t * width + j] = input[j]!;
      outputs[t * width + j] = output;
      sum += Math.exp(output);
    }
    const normal = Math.log(sum);
    normals[t] = normal;
    for (let j = 0; j < width; j++) total += sequence[t + 1]![j]! * (outputs[t * width + j]! - normal);
  }

  const totalBar = -1 / (steps * width);
  const stateBar = start.map(() => new Float64Array(width));
  const inputBar = new Float64Array(width);
  for (let t = steps - 1; t >= 0; t--) {
    const target = sequence[t + 1]!;
    let normalBar = 0;
    for (let j = 0; j < width; j++) normalBar -= totalBar * target[j]!;
    const last = stateBar[2 * (layers - 1)]!;
    for (let j = 0; j < width; j++) {
      const outputBar = totalBar * target[j]! + normalBar * Math.exp(outputs[t * width + j]! - normals[t]!);
      extraBar[1]![j]! += outputBar * lasts[t * width + j]!;
      extraBar[2]![j]! += outputBar;
      last[j]! += outputBar * outWeight[j]!;
    }
    for (let layer = layers - 1; layer >= 0; layer--) {
      const weights = main[2 * layer]!;
      const [weightsBar, biasesBar] = [mainBar[2 * layer]!, mainBar[2 * layer + 1]!];
      const [hiddenBar, cellBar] = [stateBar[2 * layer]!, stateBar[2 * layer + 1]!];
      const below = layer > 0 ? stateBar[2 * (layer - 1)]! : inputBar;
      for (let j = width - 1; j >= 0; j--) {
        at -= kept;
        const [x, h, c, forget] = [record[at]!, record[at + 1]!, record[at + 2]!, record[at + 3]!];
        const [ingate, outgate, change, squashed] = [
          record[at + 4]!,
          record[at + 5]!,
          record[at + 6]!,
          record[at + 7]!,
        ];
        const bar = hiddenBar[j]!;
        const valueBar = cellBar[j]! + bar * outgate * (1 - squashed * squashed);
        cellBar[j] = valueBar * forget;
        const forgetBar = valueBar * c * forget * (1 - forget);
        const ingateBar = valueBar * change * ingate * (1 - ingate);
        const outgateBar = bar * squashed * outgate * (1 - outgate);
        const changeBar = valueBar * ingate * (1 - change * change);
        weightsBar[j]! += forgetBar * x;
        biasesBar[j]! += forgetBar;
        weightsBar[width + j]! += ingateBar * h;
        biasesBar[width + j]! += ingateBar;
        weightsBar[2 * width + j]! += outgateBar * x;
        biasesBar[2 * width + j]! += outgateBar;
        weightsBar[3 * width + j]! += changeBar * h;
        biasesBar[3 * width + j]! += changeBar;
        hiddenBar[j] = ingateBar * weights[width + j]! + changeBar * weights[3 * width + j]!;
        below[j]! += forgetBar * weights[j]! + outgateBar * weights[2 * width + j]!;
      }
    }
    for (let j = 0; j < width; j++) {
      extraBar[0]![j]! += inputBar[j]! * sequence[t]![j]!;
      inputBar[j] = 0;
    }
  }
  return { value: -total / (steps * width), grad: [mainBar, extraBar] };
}
