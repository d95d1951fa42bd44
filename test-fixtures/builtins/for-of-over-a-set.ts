// @differentiable
export function f(x: number, set: ReadonlySet<number>): number {
  let s = x;
  for (const t of set) s = s * t + x * x;
  return s;
}

// @check f(1.5, new Set([2, 0.5]))
