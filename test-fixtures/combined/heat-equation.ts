// @differentiable wrt: start, rate
export function f(start: readonly number[], rate: number, steps: number): number {
  let u = [...start];
  for (let t = 0; t < steps; t++) {
    const next = new Array<number>(u.length).fill(0);
    for (let i = 1; i + 1 < u.length; i++) next[i] = u[i]! + rate * (u[i - 1]! - 2 * u[i]! + u[i + 1]!) * u[i]!;
    u = next;
  }
  let energy = 0;
  for (const v of u) energy += v * v;
  return energy;
}

// @check f([0, 1, 0.5, 2, 0], 0.1, 3)
