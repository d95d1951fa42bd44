// @differentiable
export function f(o: { readonly x: number; readonly y: number }, text: string): number {
  const n = Object.keys(o).length;
  const scale = parseFloat(text);
  return Number.isFinite(o.x) && !Number.isNaN(scale) ? o.x * o.y * o.y * n * scale : 0;
}

// @check f({ x: 1.5, y: 2 }, "2.5kg")
// @closed grad f({ x: 2, y: 3 }, "0.5") = ({ x: 9, y: 12 })
