export class Oscillator {
  x: number;
  v: number;
  readonly history: number[] = [];

  constructor(x: number, v: number) {
    this.x = x;
    this.v = v;
  }

  // @differentiable
  step(k: number, dt: number): void {
    this.v -= k * this.x * dt;
    this.x += this.v * dt;
  }

  // @differentiable
  stepped(k: number): number {
    this.step(k, 0.1);
    this.step(k, 0.2);
    return this.x * k;
  }
}
// @writes Oscillator_step(self)
// @check Oscillator_step(new Oscillator(1, 0.5), 2, 0.1)
// @writes Oscillator_stepped(self)
// @check Oscillator_stepped(new Oscillator(1, 0.5), 2)
