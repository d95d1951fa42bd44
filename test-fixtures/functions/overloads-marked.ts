// @differentiable
export function twice(x: number): number;
export function twice(x: readonly number[]): number;
export function twice(x: number | readonly number[]): number {
  return typeof x === "number" ? 2 * x : 2 * x[0]! * x[1]!;
}

export function scaled(x: number, k?: number): number;
export function scaled(x: readonly number[], k?: number): number[];
// @differentiable
export function scaled(x: number | readonly number[], k = 2): number | number[] {
  if (typeof x === "number") return k * x * x;
  return x.map((one) => k * one ** 2);
}

/** With fewer parameters, and with a kind that is carried along. */
// @differentiable
export function power(x: number): number;
export function power(x: number, exponent: number): number;
export function power(x: number, exponent: number, label: string): number;
export function power(x: number, exponent?: number, label?: string): number {
  return x ** (exponent ?? 2) * (label === undefined ? 1 : label.length);
}

export class Ray {
  readonly origin: number;
  constructor(origin: number) {
    this.origin = origin;
  }

  // @differentiable
  at(t: number): number;
  at(t: number[]): number[];
  at(t: number | number[]): number | number[] {
    return typeof t === "number" ? this.origin * t : t.map((one) => this.origin * one);
  }

  along(t: number, s: number): number {
    return this.at(t) * this.at([t, s])[1]!;
  }
}

// @differentiable
export function both(x: number, t: number): number {
  return new Ray(x).along(t, x) + twice(x) * twice([x, t]) + scaled([t])[0]! + power(x, t);
}
// @check twice(1.5)
// @check twice([1.5, 2])
// @check scaled(1.5, 3)
// @check scaled([1.5, 2], 0.5)
// @check power(1.5, 2.5)
// @check power(1.5, 2.5, "ab")
// @check Ray_at(new Ray(2), 3)
// @check Ray_at(new Ray(2), [3, 4])
// @check both(1.5, 0.7)
