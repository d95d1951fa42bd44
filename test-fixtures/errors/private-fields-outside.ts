export class Temperature {
  readonly #kelvin: number;
  constructor(kelvin: number) {
    this.#kelvin = kelvin;
  }
  // @expect-next AD2005
  // @differentiable
  celsius(): number {
    return this.#kelvin - 273.15;
  }
}

// @expect-next AD2005
// @differentiable
export function given(t: Temperature): number {
  return t.celsius();
}

// @differentiable
export function printed(x: number): number {
  const t = new Temperature(x);
  console.log(t); // @expect AD2005
  return t.celsius();
}
