/** A damped pendulum, integrated by the classical Runge-Kutta method. */

export interface State {
  readonly theta: number;
  readonly omega: number;
}

export interface Pendulum {
  readonly gravity: number;
  readonly length: number;
  readonly damping: number;
}

function slope(state: State, { gravity, length, damping }: Pendulum): State {
  return { theta: state.omega, omega: -(gravity / length) * Math.sin(state.theta) - damping * state.omega };
}

function moved(state: State, along: State, h: number): State {
  return { theta: state.theta + h * along.theta, omega: state.omega + h * along.omega };
}

/** Where the pendulum is after a number of steps. */
// @differentiable wrt: start, pendulum
export function swing(start: State, pendulum: Pendulum, step: number, steps: number): State {
  let state = start;
  for (let i = 0; i < steps; i++) {
    const a = slope(state, pendulum);
    const b = slope(moved(state, a, step / 2), pendulum);
    const c = slope(moved(state, b, step / 2), pendulum);
    const d = slope(moved(state, c, step), pendulum);
    state = {
      theta: state.theta + (step / 6) * (a.theta + 2 * b.theta + 2 * c.theta + d.theta),
      omega: state.omega + (step / 6) * (a.omega + 2 * b.omega + 2 * c.omega + d.omega),
    };
  }
  return state;
}

/** The squared distance from an angle that was aimed at. */
// @differentiable wrt: start, pendulum
export function miss(start: State, pendulum: Pendulum, step: number, steps: number, target: number): number {
  const error = swing(start, pendulum, step, steps).theta - target;
  return error * error;
}
