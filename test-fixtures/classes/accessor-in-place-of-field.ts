// A field of one class is an accessor of another: what an instance has of its own tells them apart.
export class Round {
  constructor(public width: number) {}
}
export class Skew {
  constructor(
    public low: number,
    public high: number,
  ) {}
  get width(): number {
    return (this.low + this.high) / 2;
  }
}

// @differentiable
export function area(peak: Round | Skew): number {
  return peak.width * peak.width * 1.5;
}
// @check area(new Round(1.3))
// @check area(new Skew(0.7, 1.1))
