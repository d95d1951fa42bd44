interface State {
  readonly position: [x: number, y: number];
  readonly weights: number[][];
}

// @differentiable modes: jvp, vjp, jacobian
export function advance(state: State, gains: Float64Array): { at: number[][]; total: number } {
  const [x, y] = state.position;
  const at: number[][] = [];
  let total = 0;
  for (let i = 0; i < state.weights.length; i++) {
    const row = state.weights[i]!;
    for (let j = 0; j < row.length; j++) total += row[j]! * gains[j]! * x;
    at.push([total, y * y * gains[0]!]);
  }
  return { at, total: total };
}

// @check advance({ position: [0.3, -0.8], weights: [[1, 2], [0.5, -1]] }, new Float64Array([0.7, 0.2]))
