export interface Point {
  x: number;
  y: number;
}

// @differentiable wrt: w, k
export function weighted(p: Point, w: number[], k: number): number {
  return k * (p.x * w[0]! + p.y * w[1]!);
}

// @derivative of weighted
export function weightedAdjoint(
  p: Point,
  w: number[],
  k: number,
  seed: number,
): { value: number; grad: [p: Point, w: number[], k: number] } {
  return {
    value: weighted(p, w, k),
    grad: [
      { x: k * w[0]! * seed, y: k * w[1]! * seed },
      [k * p.x * seed, k * p.y * seed],
      (p.x * w[0]! + p.y * w[1]!) * seed,
    ],
  };
}

// @differentiable wrt: w
export const byWeights = (w: number[]): number => weighted({ x: 2, y: 3 }, w, 0.5);

// @differentiable wrt: w, k
export const byWeightsAndFactor = (w: number[], k: number): number => weighted({ x: 2, y: 3 }, w, k) * k;

// @differentiable wrt: k
export const byFactor = (k: number): number => weighted({ x: 2, y: 3 }, [5, 7], k * k);

// @check byWeights([0.5, 0.25])
// @closed grad byWeights([0.5, 0.25]) = [1, 1.5]
// @check byWeightsAndFactor([0.5, 0.25], 1.5)
// @check byFactor(1.5)
// @closed grad byFactor(1.5) = 93
// @check weighted({ x: 2, y: 3 }, [0.5, 0.25], 1.5)
