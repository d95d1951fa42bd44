// What is assigned to a readonly parameter may be written where the assignment gives it; it has two names then.
interface Pair {
  u: number;
  v: number;
}

function scaled(t: [number, number]): number {
  t[1] *= t[0];
  return t[0];
}

// @differentiable
export function tuple(x: number, pair: readonly [number, number]): number {
  const first = pair[0];
  return scaled((pair = [x, 0.5])) + pair[1] * first;
}

// @differentiable
export function records(x: number, pairs: readonly Readonly<Pair>[]): number {
  const own: Pair[] = x > 1 ? (pairs = [{ u: x, v: x }]) : [{ u: 2, v: x }];
  own[0]!.u *= x;
  return own[0]!.u * pairs[0]!.u;
}

// @differentiable
export function matrix(x: number, rows: readonly (readonly number[])[]): number {
  const own: number[][] = (rows = [
    [x, rows[0]![0]!],
    [2, x],
  ]);
  own[0]![0]! *= x;
  own[1]![1]!--;
  return rows[0]![0]! * rows[1]![1]! * rows[0]![1]!;
}

// @check tuple(1.5, [0.5, 2])
// @check records(1.5, [{ u: 0.5, v: 2 }])
// @check records(0.5, [{ u: 0.5, v: 2 }])
// @check matrix(1.5, [[0.7]])
