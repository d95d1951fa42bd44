export class Body {
  mass: number;
  constructor(mass: number) {
    this.mass = mass;
  }
  factor(): number {
    return 1;
  }
  get weight(): number {
    return 9.81 * this.mass * this.factor();
  }
  set weight(value: number) {
    this.mass = value / 9.81;
  }
  described(): number {
    return this.weight + this.factor();
  }
}

export class Submerged extends Body {
  readonly density: number;
  constructor(mass: number, density: number) {
    super(mass);
    this.density = density;
  }
  override factor(): number {
    return 1 - 1 / this.density;
  }
  override get weight(): number {
    return super.weight * this.density;
  }
  override set weight(value: number) {
    super.weight = value * this.density;
  }
  override described(): number {
    return super.described() * 2 + super.factor();
  }
}

// @differentiable
export function f(mass: number, density: number): number {
  const b = new Submerged(mass, density);
  const before = b.described();
  b.weight = density * 3;
  return before * b.mass + new Body(mass).described();
}
// @check f(2, 1.5)
