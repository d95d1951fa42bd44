interface T { v: number; left?: T; right?: T }
function insert(t: T | undefined, v: number): T {
  if (t === undefined) return { v };
  if (v < t.v) t.left = insert(t.left, v);
  else t.right = insert(t.right, v);
  return t;
}
function sum(t: T | undefined, d: number): number { return t === undefined ? 0 : t.v * d + sum(t.left, d + 1) + sum(t.right, d + 2); }
// @differentiable
export function f(xs: number[]): number {
  let t: T | undefined;
  for (const x of xs) t = insert(t, x * x);
  return sum(t, 1);
}

// @check f([2, 1, 3, 1.5])
