// @differentiable
export function written(xs: number[], y: number, own: boolean): number {
  const made = [y, y * y];
  const either = own ? made : xs;
  const before = either[0]! * y;
  xs[0] = y * 3;
  made[0] = y * 5;
  return before + either[0]! * xs[1]!;
}

interface Cell {
  v: number;
  next?: Cell;
}

// @differentiable
export function linked(y: number, k: number): number {
  const a: Cell = { v: y };
  const b: Cell = { v: k, next: a };
  const other = b.next ?? b;
  const before = other.v * k;
  a.v = y * y;
  return before + other.v * b.v;
}

// @check written([0.5, 0.25], 0.7, true)
// @check written([0.5, 0.25], 0.7, false)
// @writes written(xs)
// @check linked(0.7, 1.3)
