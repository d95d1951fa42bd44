function first<T>(xs: readonly T[]): T {
  return xs[0]!;
}

interface Pair<A, B> {
  readonly left: A;
  readonly right: B;
}

function pair<A, B>(left: A, right: B): Pair<A, B> {
  return { left, right };
}

function swap<A, B>(p: Pair<A, B>): Pair<B, A> {
  const { left, right } = p;
  return pair(right, left);
}

function largest<T>(xs: readonly T[], by: (x: T) => number): T {
  let best = first(xs);
  for (const x of xs) if (by(x) > by(best)) best = x;
  return best;
}

function mapped<T, U>(xs: readonly T[], g: (x: T, i: number) => U): U[] {
  const out: U[] = [];
  for (let i = 0; i < xs.length; i++) out.push(g(xs[i]!, i));
  return out;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

// @differentiable
export function f(xs: readonly number[], points: readonly Point[]): number {
  const p = swap(pair(xs[1]!, points));
  const far = largest(points, (q) => q.x * q.x + q.y * q.y);
  const squares = mapped(xs, (x, i) => x * x * (i + 1));
  const shifted = mapped(points, (q) => ({ x: q.x + first(xs), y: q.y * 2 }));
  return first(xs) * p.right + far.x * far.y + squares[1]! * first(p.left).y + first(shifted).x * first(mapped(squares, Math.sqrt));
}

// @check f([0.5, 1.5, 3], [{ x: 1, y: 0.3 }, { x: -0.5, y: 1.4 }])
