// @differentiable
export function f(s: { pos: { x: number; y: number }; vel: { x: number; y: number }; hist: number[] }, dt: number): void {
  const { pos, vel } = s;
  pos.x += vel.x * dt;
  pos.y += vel.y * dt;
  vel.x -= pos.x * dt;
  s.hist.push(pos.x * vel.y);
  s.vel = { x: vel.x * 2, y: pos.y };
  vel.y = 0;
}

// @writes f(s)
// @check f({ pos: { x: 1, y: 2 }, vel: { x: 0.3, y: 0.4 }, hist: [1] }, 0.1)
