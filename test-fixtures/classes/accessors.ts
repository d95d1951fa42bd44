export class Interval {
  low: number;
  high: number;

  constructor(low: number, high: number) {
    this.low = low;
    this.high = high;
  }

  get middle(): number {
    return (this.low + this.high) / 2;
  }

  get width(): number {
    return this.high - this.low;
  }

  static get unit(): Interval {
    return new Interval(0, 1);
  }
}

// @differentiable
export function f(a: Interval, x: number): number {
  const b = new Interval(a.low * x, a.high + x);
  return b.middle * b.width + Interval.unit.middle * x * a.width;
}
// @check f(new Interval(1, 2), 3)
// @closed value f(new Interval(1, 2), 3) = (3 + 5) / 2 * 2 + 1.5
