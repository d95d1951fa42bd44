interface O { a?: number; c?: number[] }
// @differentiable
export function f(x: number, y: number): number {
  const o: O = {};
  o.a ??= x;
  (o.c ??= []).push(y);
  (o.c ??= []).push(x);
  o.a ||= 3;
  o.a &&= o.a * y;
  return o.a * o.c[0]! * o.c[1]!;
}

// @check f(2, 3)
