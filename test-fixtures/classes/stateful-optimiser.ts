class Momentum {
  private readonly velocity: number[];
  private steps = 0;

  constructor(
    size: number,
    private readonly rate: number,
    private readonly decay = 0.9,
  ) {
    this.velocity = new Array<number>(size).fill(0);
  }

  update(weights: number[], gradient: readonly number[]): void {
    this.steps += 1;
    for (let i = 0; i < weights.length; i++) {
      this.velocity[i] = this.decay * this.velocity[i]! - this.rate * gradient[i]!;
      weights[i]! += this.velocity[i]!;
    }
  }

  get count(): number {
    return this.steps;
  }
}

// @differentiable
export function trained(rate: number, start: number[]): number {
  const weights = [...start];
  const optimiser = new Momentum(2, rate);
  while (optimiser.count < 4) {
    const gradient = [2 * weights[0]!, weights[1]! ** 3];
    optimiser.update(weights, gradient);
  }
  return weights[0]! ** 2 + weights[1]! ** 2;
}
// @check trained(0.1, [1, -2])
