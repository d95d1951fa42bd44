interface State {
  readonly at: number;
  readonly speed: number;
}

function step({ at, speed }: State, dt: number): State {
  return { at: at + dt * speed, speed: speed - dt * Math.sin(at) };
}

// @differentiable
export function f(at: number, dt: number): number {
  let state: State = { at, speed: 0.5 };
  for (let i = 0; i < 4; i++) state = step(state, dt);
  return state.at * state.speed;
}

// @check f(1.1, 0.2)
