// @differentiable
export function f(x: number): number {
  const trail: number[] = [x];
  while (trail[trail.length - 1]! < 20) {
    const last = trail[trail.length - 1]!;
    trail.push(last * last * 0.8 + x);
  }
  let s = 0;
  for (const t of trail) s += t * x;
  return s;
}

// @check f(1.4)
