// A union that is only read and a record that is written have nothing in common for TypeScript; one object can be both all the same.
type Shape = { kind: "disc"; r: number } | { kind: "box"; w: number; h: number };

interface Table {
  scale: number;
  weight: number;
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number, shape: Shape, table: Table): number {
  table.scale *= 2;
  const size = shape.kind === "disc" ? shape.r ** 2 : shape.w * shape.h;
  return x * size * table.scale * table.weight;
}

// @writes f(table)
// @check f(0.7, { kind: "disc", r: 1.2 }, { scale: 0.5, weight: 2 })
// @check f(0.7, { kind: "box", w: 1.2, h: 0.4 }, { scale: 0.5, weight: 2 })
