type Shape = { kind: "disc"; r: number } | { kind: "box"; w: number; h: number };
function area(s: Shape): number {
  return s.kind === "disc" ? s.r * s.r : s.w * s.h;
}
// @differentiable
export function f(shape: Shape, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    if (area(shape) > 100) break;
    sum += area(shape);
    shape = { ...shape };
    if (shape.kind === "disc") shape.r *= 2;
  }
  return sum;
}
// @differentiable
export function g(shape: Shape, x: number): number {
  const copy: Shape = { ...shape };
  if (copy.kind === "box") copy.h *= x;
  return area(copy) * area(shape) + x;
}
// @check f({ kind: "disc", r: 1.5 }, 2.5)
// @check f({ kind: "box", w: 1.5, h: 2 }, 2.5)
// @check g({ kind: "disc", r: 1.5 }, 0.7)
// @check g({ kind: "box", w: 1.5, h: 2 }, 0.7)
