/** A charged particle that falls past two others: how far from the origin it lands, depending on where one of them is. */
import { grad, jvp } from "@adgen/runtime";

function potential(x: readonly number[], w: number): number {
  const near = Math.sqrt((x[0]! - 10) ** 2 + (x[1]! - (10 - w)) ** 2);
  const far = Math.sqrt((x[0]! - 10) ** 2 + x[1]! ** 2);
  return 1 / near + 1 / far;
}

function trajectory(w: number, gradient: (x: readonly number[], w: number) => readonly number[]): number {
  let x: readonly number[] = [0, 8];
  let v: readonly number[] = [0.75, 0];
  const step = 0.1;
  for (;;) {
    const slope = gradient(x, w);
    const velocity = v;
    x = x.map((component, i) => component + step * velocity[i]!);
    if (x[1]! <= 0) {
      const time = -x[1]! / v[1]!;
      return (x[0]! + time * v[0]!) ** 2;
    }
    v = v.map((component, i) => component - step * slope[i]!);
  }
}

// @differentiable modes: jvp, vjp
export function landingByForward(w: number): number {
  return trajectory(w, (x, charge) => [
    jvp(potential, 0)([x, charge], [[1, 0]]).tangent,
    jvp(potential, 0)([x, charge], [[0, 1]]).tangent,
  ]);
}

// @differentiable modes: jvp, vjp
export function landingByReverse(w: number): number {
  return trajectory(w, (x, charge) => grad(potential, 0)(x, charge));
}
