// The rule has the name of the derivative, and is it; the tangent is made of the body.
// @differentiable
export function softplus(x: number, beta: number): number {
  return Math.log(1 + Math.exp(beta * x)) / beta;
}

// @derivative of softplus
export function softplus_vjp(x: number, beta: number, seed = 1): { value: number; grad: [x: number, beta: number] } {
  const value = softplus(x, beta);
  const slope = 1 / (1 + Math.exp(-beta * x));
  return { value, grad: [slope * seed, ((slope * x - value) / beta) * seed] };
}

// A rule for the tangent alone: the adjoint is made of the body.
// @differentiable
export function area(sides: readonly number[], scale: number): number {
  return sides[0]! * sides[1]! * scale;
}

// @derivative of area
export function areaTangent(
  sides: readonly number[],
  scale: number,
  sidesDot: number[],
  scaleDot: number,
): { value: number; tangent: number } {
  const value = area(sides, scale);
  return {
    value,
    tangent: (sidesDot[0]! * sides[1]! + sides[0]! * sidesDot[1]!) * scale + sides[0]! * sides[1]! * scaleDot,
  };
}

// @check softplus(0.4, 1.7)
// @check area([2, 3], 0.5)
