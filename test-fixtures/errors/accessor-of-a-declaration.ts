// A field of one class is an accessor of another, whose code is not at hand.
declare class Round {
  width: number;
}
declare class Skew {
  low: number;
  high: number;
  get width(): number;
}

// @differentiable
export function area(peak: Round | Skew): number {
  return peak.width * 1.5; // @expect AD2008
}
