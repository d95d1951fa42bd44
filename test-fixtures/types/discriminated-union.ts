type Shape =
  | { readonly kind: "circle"; readonly radius: number }
  | { readonly kind: "box"; readonly width: number; readonly height: number };

// @differentiable
export function area(shape: Shape, scale: number): number {
  switch (shape.kind) {
    case "circle":
      return Math.PI * shape.radius * shape.radius * scale;
    case "box":
      return shape.width * shape.height * scale;
  }
}

// @check area({ kind: "circle", radius: 1.5 }, 2)
// @check area({ kind: "box", width: 2, height: 3 }, 2)
