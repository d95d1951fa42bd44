/**
 * The gradient against the variational equations: the derivatives of the state by each start value and parameter, written down by
 * hand and integrated beside the state. Runge-Kutta of them is the exact derivative of Runge-Kutta, so they agree to rounding.
 */
import { miss_grad, swing_jvp, swing_vjp } from "./pendulum.ad.ts";
import { miss, type Pendulum, type State } from "./pendulum.ts";
import { closeTo } from "./support/close-to.ts";

const start: State = { theta: 2.5, omega: -0.4 };
const pendulum: Pendulum = { gravity: 9.81, length: 1.3, damping: 0.25 };
const [step, steps, target] = [0.005, 800, 0.3];

/** [θ, ω, then ∂θ, ∂ω by θ₀, ω₀, g, l, c]. */
function variations(y: readonly number[]): number[] {
  const [theta, omega] = [y[0]!, y[1]!];
  const { gravity: g, length: l, damping: c } = pendulum;
  const sine = Math.sin(theta);
  const direct = [0, 0, -sine / l, (g * sine) / (l * l), -omega];
  const rates = direct.flatMap((by, k) => {
    const [dTheta, dOmega] = [y[2 + 2 * k]!, y[3 + 2 * k]!];
    return [dOmega, -(g / l) * Math.cos(theta) * dTheta - c * dOmega + by];
  });
  return [omega, -(g / l) * sine - c * omega, ...rates];
}

function rungeKutta(y: readonly number[]): number[] {
  const along = (k: readonly number[], h: number): number[] => y.map((yi, i) => yi + h * k[i]!);
  const a = variations(y);
  const b = variations(along(a, step / 2));
  const c = variations(along(b, step / 2));
  const d = variations(along(c, step));
  return y.map((yi, i) => yi + (step / 6) * (a[i]! + 2 * b[i]! + 2 * c[i]! + d[i]!));
}

let y = [start.theta, start.omega, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0];
for (let i = 0; i < steps; i++) y = rungeKutta(y);
const [theta, omega] = [y[0]!, y[1]!];
const thetaBy = { theta0: y[2]!, omega0: y[4]!, gravity: y[6]!, length: y[8]!, damping: y[10]! };

const [byStart, byPendulum] = miss_grad(start, pendulum, step, steps, target);
const ours = { theta0: byStart.theta, omega0: byStart.omega, ...byPendulum };

console.log(`after ${step * steps} s: θ = ${theta.toFixed(6)}, ω = ${omega.toFixed(6)}`);
console.log(`(θ − ${target})² = ${miss(start, pendulum, step, steps, target).toFixed(6)}, its gradient`);
for (const name of ["theta0", "omega0", "gravity", "length", "damping"] as const) {
  const byHand = 2 * (theta - target) * thetaBy[name];
  console.log(`  ${name.padEnd(8)} ${ours[name].toFixed(9).padStart(14)}   by hand ${byHand.toFixed(9).padStart(14)}`);
  closeTo(ours[name], byHand);
}

// Both components of the state, by both modes: the direction (damping) forward, the seed (ω) back.
const forward = swing_jvp(start, pendulum, step, steps, { theta: 0, omega: 0 }, { gravity: 0, length: 0, damping: 1 });
closeTo(forward.value.theta, theta);
closeTo(forward.tangent.theta, thetaBy.damping);
closeTo(forward.tangent.omega, y[11]!);
const [, back] = swing_vjp(start, pendulum, step, steps, { theta: 0, omega: 1 }).grad;
closeTo(back.damping, y[11]!);
