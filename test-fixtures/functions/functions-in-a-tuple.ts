type Scalar = (t: number) => number;

function lineOf(slope: number, offset: number): readonly [value: Scalar, derivative: Scalar] {
  return [(t) => slope * t + offset, () => slope];
}

// @differentiable
export function f(x: number, y: number): number {
  const [value, derivative] = lineOf(x, y);
  const both = lineOf(y, x);
  return value(2) * derivative(3) + both[0](x) * both[1](y);
}

// @check f(1.5, 0.7)
