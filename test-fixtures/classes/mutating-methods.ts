export class Particle {
  x: number;
  v: number;

  constructor(x: number, v: number) {
    this.x = x;
    this.v = v;
  }

  kick(a: number): this {
    this.v += a;
    return this;
  }

  drift(dt: number): this {
    this.x += this.v * dt;
    return this;
  }

  get energy(): number {
    return 0.5 * this.v ** 2 + 0.5 * this.x ** 2;
  }
}

// @differentiable wrt: x, v, dt
export function leapfrog(x: number, v: number, dt: number, n: number): number {
  const p = new Particle(x, v);
  for (let i = 0; i < n; i++) p.kick((-p.x * dt) / 2).drift(dt).kick((-p.x * dt) / 2);
  return p.energy * p.x;
}

// @differentiable
export function moved(x: number, v: number): Particle {
  const p = new Particle(x, v);
  const same = p;
  same.drift(v);
  return p.kick(x * p.x);
}

// @differentiable
export function ofParameter(p: Particle, dt: number): number {
  p.drift(dt);
  return p.energy;
}
// @check leapfrog(1, 0.5, 0.1, 5)
// @check leapfrog(1, 0.5, 0.1, 0)
// @check moved(1.5, 0.7)
// @writes ofParameter(p)
// @check ofParameter(new Particle(1, 2), 0.5)
