export class Spring {
  k: number;
  constructor(k: number) {
    this.k = k;
  }
  energy(x: number): number {
    return 0.5 * this.k * x * x;
  }
  static cubed(x: number): number {
    return x * x * x;
  }
}

// @derivative of Spring.cubed
export function cubedTangent(x: number, xDot: number): { value: number; tangent: number } {
  return { value: Spring.cubed(x), tangent: 3 * x * x * xDot };
}

// @derivative of Spring.energy
export function energyAdjoint(
  self: Spring,
  x: number,
  seed: number,
): { value: number; grad: [self: { k: number }, x: number] } {
  return { value: self.energy(x), grad: [{ k: 0.5 * x * x * seed }, self.k * x * seed] };
}

// @differentiable
export function total(k: number, x: number): number {
  const spring = new Spring(k * k);
  let sum = Spring.cubed(x);
  for (let i = 0; i < 2; i++) sum += spring.energy(x + i) * spring.energy(sum);
  return sum;
}

// @check total(1.3, 0.7)
