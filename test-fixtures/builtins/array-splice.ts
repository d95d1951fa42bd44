// @differentiable wrt: xs, y
export function f(xs: readonly number[], at: number, count: number, y: number): number {
  const a = [...xs];
  const removed = a.splice(at, count, y, y * y);
  const rest = a.splice(-1);
  a.splice(0, 1);
  a.splice(1, 0, ...removed);
  let s = rest[0]!;
  for (let i = 0; i < a.length; i++) s = s * 0.5 + (i + 1) * a[i]! * a[i]!;
  for (const r of removed) s += r * r * r;
  return s;
}

// @check f([0.5, 1.5, 2, -0.7, 1.1], 1, 2, 0.3)
// @check f([0.5, 1.5, 2, -0.7, 1.1], -2, 9, 0.3)
// @check f([0.5, 1.5, 2, -0.7, 1.1], 9, 1, 0.3)
// @check f([0.5, 1.5, 2, -0.7, 1.1], 0, -1, 0.3)
