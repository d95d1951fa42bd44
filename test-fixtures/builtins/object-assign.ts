interface State {
  x: number;
  v: number;
  readonly label?: string;
}

// @differentiable
export function f(start: State, k: number): number {
  const state = Object.assign({}, start, { v: start.v * k });
  const same = Object.assign(state, { x: state.x + state.v * k });
  const more = Object.assign({ w: k * k, x: 1 }, state);
  return same.x * state.v + more.w * more.x + state.x;
}

// @check f({ x: 0.5, v: 1.5 }, 0.7)
// @check f({ x: 0.5, v: 1.5, label: "a" }, 0.7)
