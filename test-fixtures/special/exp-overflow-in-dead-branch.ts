// @differentiable
export function sigmoid(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

// @check sigmoid(0.7)
// @closed grad sigmoid(0) = 0.25
// @closed grad sigmoid(800) = 0
// @closed grad sigmoid(-800) = 0
