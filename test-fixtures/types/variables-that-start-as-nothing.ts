// @differentiable modes: jvp, vjp, grad, hvp
export function largestSquare(xs: number[]): number {
  let best = null;
  for (const x of xs) if (best === null || x * x > best) best = x * x;
  return best === null ? 0 : best;
}

// @differentiable
export function lastPositive(xs: number[]): number {
  let found = undefined;
  let i = 0;
  while (i < xs.length) {
    const x = xs[i++]!;
    if (x > 0) found = Math.exp(x);
  }
  return found ?? -1;
}

interface Point {
  x: number;
  y: number;
}

// @differentiable
export function nearest(points: Point[], to: Point): number {
  let closest = null;
  let least = Infinity;
  for (const p of points) {
    const d = (p.x - to.x) ** 2 + (p.y - to.y) ** 2;
    if (d < least) {
      least = d;
      closest = p;
    }
  }
  return closest === null ? 0 : closest.x * closest.y + least;
}

// @differentiable
export function rowOf(x: number, wide: boolean): number {
  let row = null;
  if (wide) row = [x, x * x, 3];
  else if (x > 1) row = [2 * x];
  return row === null ? x : row.reduce((sum, v) => sum + v, 0);
}

// @check largestSquare([1, -3, 2])
// @check largestSquare([])
// @closed grad largestSquare([1, -3, 2]) = [0, -6, 0]
// @check lastPositive([1, 0.5, -1])
// @check lastPositive([-1])
// @closed grad lastPositive([1, 0, -1]) = [Math.E, 0, 0]
// @check nearest([{ x: 1, y: 2 }, { x: 0.5, y: 1 }], { x: 0.1, y: 0.2 })
// @check nearest([], { x: 0.1, y: 0.2 })
// @check rowOf(0.5, true)
// @check rowOf(1.5, false)
// @check rowOf(0.5, false)
