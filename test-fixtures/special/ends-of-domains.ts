// @differentiable
export function logarithm(x: number): number {
  return Math.log(x);
}

// @differentiable
export function arcSine(x: number): number {
  return Math.asin(x);
}

// @differentiable
export function arcCosine(x: number): number {
  return Math.acos(x);
}

// @differentiable
export function areaTangent(x: number): number {
  return Math.atanh(x);
}

// @closed grad logarithm(0) = Infinity
// @closed grad arcSine(1) = Infinity
// @closed grad arcCosine(1) = -Infinity
// @closed grad areaTangent(1) = Infinity
