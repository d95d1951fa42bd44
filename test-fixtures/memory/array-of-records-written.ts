// @differentiable
export function f(x: number): number {
  const ps: { at: number; speed: number }[] = [];
  for (let i = 0; i < 3; i++) ps.push({ at: x * i, speed: x });
  for (let i = 0; i < ps.length; i++) {
    ps[i]!.at += ps[i]!.speed * ps[i]!.speed;
    ps[i]!.speed = ps[i]!.at * x;
  }
  return ps[1]!.at * ps[2]!.speed;
}

// @check f(1.2)
