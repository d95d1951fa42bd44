class Hidden {
  readonly x: number;
  readonly #y = 1;
  constructor(x: number) {
    this.x = x;
  }
  get sum(): number {
    return this.x + this.#y;
  }
}

// @differentiable
export function returned(x: number): { readonly x: number } {
  return new Hidden(x); // @expect AD2005
}

// @differentiable
export function literal(x: number): { readonly r: number } {
  const o = {
    r: x,
    get twice(): number {
      return 2 * this.r;
    },
  };
  return o; // @expect AD2005
}

// @differentiable
export function spread(x: number): { readonly x: number } {
  return { ...new Hidden(x) };
}
