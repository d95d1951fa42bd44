function total(a: number, ...more: number[]): number {
  let sum = a;
  for (const m of more) sum += m * a;
  return sum;
}

// Only its whole part is taken: the function itself is called, as the text does.
// @differentiable
export function scaled(x: number, y: number, ...zs: number[]): number {
  const k = Math.floor(total(x, y, x) + total(x, ...zs) + total(x, y, ...zs) + total(x));
  return x * k * y;
}

// @check scaled(2.3, 1.4)
// @check scaled(2.3, 1.4, 3.2, 0.7)
