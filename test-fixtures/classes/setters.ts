export class Thermostat {
  #celsius = 20;
  count = 0;

  get kelvin(): number {
    return this.#celsius + 273.15;
  }

  set kelvin(value: number) {
    this.#celsius = value - 273.15;
    this.count++;
  }

  get celsius(): number {
    return this.#celsius;
  }
}

export class Angle {
  radians: number;
  constructor(radians: number) {
    this.radians = radians;
  }
  get degrees(): number {
    return (this.radians * 180) / Math.PI;
  }
  set degrees(value: number) {
    this.radians = (value * Math.PI) / 180;
  }
}

// @differentiable
export function hidden(x: number): number {
  const t = new Thermostat();
  t.kelvin = x * x;
  t.kelvin += x;
  return t.celsius * t.count;
}

// @differentiable
export function f(a: number, x: number): number {
  const angle = new Angle(a);
  angle.degrees *= x;
  const before = angle.radians;
  angle.degrees = x;
  return Math.sin(before) * angle.radians;
}
// @check hidden(20)
// @closed grad hidden(20) = 82
// @check f(0.5, 1.5)
