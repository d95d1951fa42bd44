// @differentiable
export function f(x: number, y: number): number {
  const a: (number | number[])[] = [x, [x, y], y, [y]];
  for (let i = 0; i < 3; i++) [a[i], a[i + 1]] = [a[i + 1]!, a[i]!];
  a.reverse();
  let s = 0;
  a.forEach((v, i) => { s += (i + 1) * (typeof v === "number" ? v * v : v.reduce((p, q) => p + q * q * q, 0)); });
  return s;
}

// @check f(1.1, 0.7)
