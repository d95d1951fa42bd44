export class Clamped {
  readonly value: number;
  readonly isClamped: boolean = false;

  constructor(x: number, low: number) {
    if (x < low) {
      this.value = low;
      this.isClamped = true;
      return;
    }
    let y = x;
    while (y > 10) y /= 2;
    this.value = y;
  }
}

// @differentiable
export function f(x: number, low: number): number {
  const c = new Clamped(x, low);
  return c.isClamped ? 2 * c.value : c.value * x;
}
// @check f(1.5, 0.7)
// @check f(0.5, 0.7)
// @check f(45, 0.7)
