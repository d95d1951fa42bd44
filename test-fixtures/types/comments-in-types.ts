// @differentiable
export function area(options: {
  // the height
  height: number;
  /** of the base */
  width: number
  // on both sides
  margin?: number; // none if left out
}): number {
  const { height, width, margin = 0 } = options;
  return (height + 2 * margin) * width;
}

export interface Span {
  // where it starts
  from: number;
  /* where it ends */ to: number; // not in it
}

// @differentiable
export function mean(
  span: Span,
  [a, b]: [a: number, /* second */ b: number],
  at: // in the span
  number,
): {
  // of all
  mean: number;
} {
  const t = (at - span.from) / (span.to - span.from);
  return { mean: a * (1 - t) + b * t };
}

const squares: (
  // all
  xs: number[],
) => number[] = (xs) => xs.map((x) => x * x);

// @differentiable
export const norm = (xs: number[] /* a vector */, p: /* positive */ number): number =>
  squares(xs).reduce((s: number /* so far */, x) => s + x, 0) ** (1 / p);

// @check area({ height: 2, width: 3 })
// @check area({ height: 2, width: 3, margin: 0.5 })
// @check mean({ from: 1, to: 3 }, [0.5, 0.75], 1.5)
// @check norm([0.5, 0.25], 2)
