interface Knot {
  readonly t: number;
  readonly y: number;
}

// @differentiable wrt: knots
export function f(knots: readonly Knot[], t: number): number {
  const i = knots.findIndex((knot) => knot.t > t);
  const j = knots.findLastIndex(({ t: at }) => at <= t);
  const after = knots.find((knot) => knot.t > t);
  const before = knots.findLast((knot) => knot.t <= t);
  const ys = knots.map((knot) => knot.y);
  const large = ys.find((y) => y > 1) ?? 3;
  if (after === undefined || before === undefined) return ys[0]! * large * (i + j);
  const w = (t - before.t) / (after.t - before.t);
  return (before.y * (1 - w) + after.y * w) * large + knots[i]!.y * knots[j]!.t;
}

// @check f([{ t: 0.2, y: 0.5 }, { t: 1.1, y: 2 }, { t: 2.3, y: 0.7 }], 1.7)
// @check f([{ t: 0.2, y: 0.5 }, { t: 1.1, y: 0.2 }], 0)
// @check f([{ t: 0.2, y: 0.5 }, { t: 1.1, y: 0.2 }], 3)
