export class Body {
  mass: number;
  position: number[];
  velocity: Float64Array;

  constructor(mass: number, position: number[]) {
    this.mass = mass;
    this.position = position;
    this.velocity = new Float64Array(position.length);
  }

  attract(other: Body, dt: number): void {
    const d = other.position.map((p, i) => p - this.position[i]!);
    const r2 = d.reduce((sum, x) => sum + x * x, 0.01);
    const k = (other.mass * dt) / (r2 * Math.sqrt(r2));
    d.forEach((x, i) => {
      this.velocity[i]! += k * x;
    });
  }

  move(dt: number): void {
    for (let i = 0; i < this.position.length; i++) this.position[i]! += this.velocity[i]! * dt;
  }
}

export class System {
  private readonly bodies: Body[] = [];

  add(body: Body): this {
    this.bodies.push(body);
    return this;
  }

  step(dt: number): void {
    for (const a of this.bodies) for (const b of this.bodies) if (a !== b) a.attract(b, dt);
    for (const body of this.bodies) body.move(dt);
  }

  get spread(): number {
    let sum = 0;
    for (const { position, mass } of this.bodies) sum += mass * position.reduce((s, x) => s + x * x, 0);
    return sum;
  }
}

// @differentiable
export function f(m: number, start: number[]): number {
  const system = new System().add(new Body(1, [0, 0.1])).add(new Body(m, [...start]));
  for (let i = 0; i < 3; i++) system.step(0.1);
  return system.spread;
}
// @check f(0.5, [1, 0.3])
