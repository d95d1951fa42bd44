interface State {
  value: number;
  speed: number;
}

// @differentiable
export function f(state: State, x: number): number {
  for (let i = 0; i < 4; i++) {
    state.value = state.value + Math.sin(state.speed) * x;
    if (state.value > 1) state.speed = state.speed * 0.5 - x;
  }
  return state.value * state.speed;
}

// @writes f(state)
// @check f({ value: 0.6, speed: 0.8 }, 0.7)
