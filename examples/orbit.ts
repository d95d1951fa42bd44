/** A satellite around a flattened planet: a symplectic integration with vectors, and how the end depends on the start. */

export class Vec3 {
  readonly x: number;
  readonly y: number;
  readonly z: number;

  constructor(x: number, y: number, z: number) {
    this.x = x;
    this.y = y;
    this.z = z;
  }

  add(other: Vec3): Vec3 {
    return new Vec3(this.x + other.x, this.y + other.y, this.z + other.z);
  }

  scale(factor: number): Vec3 {
    return new Vec3(this.x * factor, this.y * factor, this.z * factor);
  }

  dot(other: Vec3): number {
    return this.x * other.x + this.y * other.y + this.z * other.z;
  }
}

/** Gravity with the first term of flattening, in units of the planet's radius. */
function acceleration(at: Vec3, flattening: number): Vec3 {
  const squared = at.dot(at);
  const radius = Math.sqrt(squared);
  const central = -1 / (squared * radius);
  const lift = (5 * at.z * at.z) / squared;
  const factor = (1.5 * flattening) / (squared * squared * radius);
  return at.scale(central).add(new Vec3(at.x * (lift - 1), at.y * (lift - 1), at.z * (lift - 3)).scale(factor));
}

/** [x, y, z, vx, vy, vz] after a number of steps. */
export type State = [number, number, number, number, number, number];

// @differentiable wrt: start modes: jacobian
export function propagate(start: State, flattening: number, step: number, steps: number): State {
  let position = new Vec3(start[0], start[1], start[2]);
  let velocity = new Vec3(start[3], start[4], start[5]);
  for (let i = 0; i < steps; i++) {
    velocity = velocity.add(acceleration(position, flattening).scale(step / 2));
    position = position.add(velocity.scale(step));
    velocity = velocity.add(acceleration(position, flattening).scale(step / 2));
  }
  return [position.x, position.y, position.z, velocity.x, velocity.y, velocity.z];
}
