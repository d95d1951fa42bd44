type Range = readonly [low: number, high?: number, step?: number];

function width(range: Range): number {
  const [low, high = low * 2] = range;
  return high - low;
}

// @differentiable
export function f(range: Range, x: number): number {
  const all = [...range];
  const step = range[2] ?? x;
  return width(range) * width(range) * step + all.length * x * x;
}

// @differentiable
export function squares(range: Range): [number, number?] {
  return range[1] === undefined ? [range[0] * range[0]] : [range[0] * range[1], range[1] * range[1]];
}

// @check f([1, 3, 0.5], 0.7)
// @check f([1, 3], 0.7)
// @check f([1], 0.7)
// @check squares([1.5])
// @check squares([1.5, 2])
