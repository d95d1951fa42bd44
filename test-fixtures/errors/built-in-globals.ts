// @differentiable
export function made(x: number): number {
  const a = Array.from({ length: 3 }, () => x); // @expect AD2017
  return a[0]! * x;
}

// @differentiable
export function keys(o: { readonly x: number }): number {
  return Object.keys(o).length * o.x; // @expect AD2017
}

// @differentiable
export function cloned(o: { readonly x: number }): number {
  return structuredClone(o).x ** 2; // @expect AD2017
}

// @differentiable
export function clock(x: number): number {
  return Date.now() * x; // @expect AD2017
}

// @differentiable
export function parsed(x: number, text: string): number {
  return parseFloat(text) * x; // @expect AD2017
}

// @differentiable
export function finite(x: number): number {
  return Number.isFinite(x) ? x * x : 0; // @expect AD2017
}
