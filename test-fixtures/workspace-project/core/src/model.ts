import { settings } from "./shapes.js";

const weights = [0.5, 2];

// @differentiable
export function energy(x: number, y: number): number {
  return x * x * y;
}

export function damped(x: number): number {
  let sum = 0;
  for (const w of weights) sum += w * Math.sin(x) * settings.gain;
  return sum;
}
