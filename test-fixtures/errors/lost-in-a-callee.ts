function copied<T>(v: T): T {
  return JSON.parse(JSON.stringify(v)); // @expect AD2029
}

function rounded(v: number): number {
  return Number(v.toFixed(2)); // @expect AD2029
}

function label(v: number): string {
  return `${v}`;
}

// @differentiable
export function ofACopy(xs: number[]): number {
  const ys = copied(xs);
  return ys[0]! * xs[0]!;
}

// @differentiable
export function ofATextAndBack(x: number): number {
  return rounded(x) * x;
}

// @differentiable
export function ofATextFromElsewhere(x: number): number {
  return Number(label(x)) * x; // @expect AD2029
}
