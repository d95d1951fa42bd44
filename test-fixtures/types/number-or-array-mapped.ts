// @differentiable
export function f(x: number, y: number): number {
  const a: (number | number[])[] = [x, [x, y], y];
  const b = a.map((v) => (typeof v === "number" ? [v, v * x] : v[0]! * v[1]!));
  const c = b.concat(a).slice(1, 5).filter((v) => typeof v !== "number" || v > -5);
  let s = 0;
  for (const v of c) s += typeof v === "number" ? v * v : v[0]! * v[1]!;
  return s;
}

// @check f(1.1, 0.7)
