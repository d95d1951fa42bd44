// @differentiable
export function f(x: number, y: number | undefined, z: number): number {
  let a = y;
  a ??= x * x;
  let b = z;
  b ||= x * a;
  let c = x;
  c &&= c * b;
  return a * b * c;
}

// @check f(1.5, 2, 0.4)
// @check f(1.5, undefined, 0.4)
