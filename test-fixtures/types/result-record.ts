interface Result {
  readonly name: string;
  readonly sum: number;
  readonly parts: { readonly product: number; readonly all: readonly number[] };
}

// @differentiable
export function f(x: number, y: number): Result {
  return { name: "r", sum: x + y * y, parts: { product: x * y, all: [x * x, y] } };
}

// @check f(1.5, 2)
