interface Point {
  readonly x: number;
  readonly w: number;
}

function byWeight(a: Point, b: Point): number {
  return b.w - a.w;
}

// @differentiable
export function f(points: readonly Point[]): number {
  const byX = (a: Point, b: Point) => a.x - b.x || a.w - b.w;
  const a = points.toSorted(byX);
  const b = points.toSorted(byWeight);
  let s = 0;
  for (let i = 0; i < a.length; i++) s += (i + 1) * a[i]!.x * b[i]!.w * b[i]!.x;
  return s;
}

// @check f([{ x: 2, w: 1 }, { x: 0.5, w: 3 }, { x: 1, w: 2 }])
