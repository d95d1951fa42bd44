interface O { a?: number; b: number | null; c?: number[] }
// @differentiable
export function f(x: number, y: number): number {
  const o: O = { b: null };
  o.a = x * y;
  o.b = o.a * 2;
  o.c = [x];
  o.c.push(y);
  o.c = [...o.c, x];
  return (o.a ?? 0) * (o.b ?? 1) * o.c[1]! * o.c[2]!;
}

// @check f(2, 3)
