// @differentiable
export function marched(x: number[], w: number[], dt: number): number {
  const out = new Float64Array(x.length);
  let phase = 0.1;
  for (let i = 0; i < x.length; i++) {
    let at = phase;
    for (let j = 0; j < 2; j++) at = at * 1.5 + 0.25;
    out[i] = Math.sin(x[i]! * at) * w[i]!;
    phase = phase * 0.5 + 0.3 * at;
  }
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += out[i]! * dt;
  return sum;
}

// @differentiable
export function summed(x: number[], w: number[]): number {
  let sum = 0;
  let phase = 0.1;
  for (let i = 0; i < x.length; i++) {
    let at = phase;
    for (let j = 0; j < 2; j++) at = at * 1.5 + 0.25;
    sum += Math.sin(x[i]! * at) * w[i]!;
    phase = phase * 0.5 + 0.3 * at;
  }
  return sum;
}

// @differentiable
export function passed(x: number[], w: number[]): number {
  let sum = 0;
  let phase = 0.1;
  for (let i = 0; i < x.length; i++) {
    let at = phase;
    for (let j = 0; j < 2; j++) at = at * 1.5 + 0.25;
    let v = x[i]!;
    for (let j = 0; j < 2; j++) v = Math.sin(v) * w[j]!;
    sum += v * at;
    phase = phase * 0.5 + 0.3 * at;
  }
  return sum;
}

// @check passed([0.3, -0.4, 0.5], [1.1, 0.7, 0.2])
// @check marched([0.3, -0.4, 0.5], [1.1, 0.7, 0.2], 0.01)
// @check summed([0.3, -0.4, 0.5], [1.1, 0.7, 0.2])
