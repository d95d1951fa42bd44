// @differentiable
export function f(x: number, y: number): number {
  const t: [number, number] = [x, y];
  const first = t[0];
  t.fill(x * y);
  const filled = t[0];
  const u: [number, number] = [y, x];
  const last = u[1];
  u.pop();
  const w: number[] = [x, y, x * y];
  const kept = w[0]!;
  w.length = 0;
  return first * filled + last * (u[1] ?? 2) + t[1] * kept * (w[0] ?? 3);
}

// @check f(1.3, 0.7)
