type Compare = (a: number, b: number) => number;
const ascending: Compare = (a, b) => a - b;

function defined(compare: Compare): Compare {
  return (a, b) => compare(a, b) * 2; // @expect AD2011
}

// @differentiable
export function select(x: number, k: number, compare?: Compare): number {
  const own = compare === undefined ? ascending : defined(compare);
  if (k > 3) return select(x, k - 1, own); // @expect AD2011
  return own(x, 2);
}

// @differentiable
export function written(x: number): number {
  return defined(defined(defined(ascending)))(x, 2);
}

// @check written(0.7)
