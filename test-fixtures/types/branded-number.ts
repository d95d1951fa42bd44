type Metres = number & { readonly unit: "m" };

// @differentiable
export function f(width: Metres, height: Metres): number {
  return width * height * height;
}

// @check f(1.5, 2)
