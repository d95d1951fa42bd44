// @differentiable
export function f(x: number, y: number): number {
  let p = { at: x, speed: y };
  for (let i = 0; i < 4; i++) p = { at: p.at + 0.1 * p.speed, speed: p.speed - 0.1 * Math.sin(p.at) };
  return p.at * p.speed;
}

// @check f(1.2, 0.3)
