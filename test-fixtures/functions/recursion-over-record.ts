interface State {
  readonly position: number;
  readonly speed: number;
}

function fall(state: State, steps: number, dt: number): State {
  if (steps === 0) return state;
  const speed = state.speed - dt * (9.81 + 0.1 * state.speed * state.speed);
  return fall({ position: state.position + dt * speed, speed }, steps - 1, dt);
}

// @differentiable
export function height(state: State, dt: number): number {
  return fall(state, 5, dt).position;
}

// @check height({ position: 10, speed: 2 }, 0.1)
