class Activation {
  readonly gain: number;
  readonly apply = (z: number): number => Math.tanh(this.gain * z);
  static double = (z: number): number => 2 * z;

  constructor(gain: number) {
    this.gain = gain;
  }

  twice(z: number): number {
    return this.apply(this.apply(z));
  }
}

// @differentiable
export function f(gain: number, z: number): number {
  const activation = new Activation(gain);
  return activation.apply(z) + activation.twice(z);
}
// @check f(1.5, 0.7)
