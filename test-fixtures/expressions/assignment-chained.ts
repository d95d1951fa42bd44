// @differentiable
export function f(x: number, y: number): number {
  let a: number;
  let b: number;
  let c = x;
  a = b = c = c * y;
  a += b *= c;
  return a * b * c;
}

// @check f(1.1, 0.7)
