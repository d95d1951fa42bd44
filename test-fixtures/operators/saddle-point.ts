import { grad, jvp } from "@adgen/runtime";

type Objective = (x: readonly number[]) => number;

function distance(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) * (a[i]! - b[i]!);
  return Math.sqrt(sum);
}

/** Gradient descent with a line search that halves and doubles its step. */
function descend(f: Objective, slope: (x: readonly number[]) => number[], start: readonly number[]): number[] {
  let x = start.slice();
  let fx = f(x);
  let gx = slope(x);
  let eta = 0.1;
  for (let turn = 0; turn < 30; turn++) {
    const next = x.map((xi, i) => xi - eta * gx[i]!);
    if (distance(x, next) < 1e-8) break;
    const fNext = f(next);
    if (fNext < fx) {
      x = next;
      fx = fNext;
      gx = slope(x);
      eta *= 1.5;
    } else {
      eta /= 2;
    }
  }
  return x;
}

// max over y of min over x: the slope of the outer problem goes through the inner iteration.
// @differentiable
export function worst(a: number, b: number): number {
  const best = (y: readonly number[]): number => {
    const inner: Objective = (x) => (x[0]! - a) * (x[0]! - a) + x[0]! * y[0]! * b - y[0]! * y[0]!;
    const x = descend(inner, grad(inner), [0.5]);
    return -inner(x);
  };
  const y = [0.3];
  for (let k = 0; k < 2; k++) y[0] = y[0]! - 0.05 * grad(best)(y)[0]!;
  return best(y);
}

// A charged particle, its acceleration the gradient of a potential, by the forward mode.
// @differentiable
export function hits(w: number): number {
  const charges = [
    [10, 10 - w],
    [10, 0],
  ];
  const potential = (p: readonly number[]): number => {
    let sum = 0;
    for (const charge of charges) sum += 1 / distance(p, charge);
    return sum;
  };
  let x = [0, 8];
  let v = [0.75, 0];
  const dt = 1e-1;
  let steps = 0;
  while (x[1]! > 7.9 && steps < 40) {
    const ax = jvp(potential)([x], [[1, 0]]).tangent;
    const ay = jvp(potential)([x], [[0, 1]]).tangent;
    v = [v[0]! - dt * ax, v[1]! - dt * ay];
    x = [x[0]! + dt * v[0]!, x[1]! + dt * v[1]!];
    steps++;
  }
  return x[0]! * x[0]! + x[1]!;
}

// @check worst(0.7, 0.4)
// @check hits(0.5)
