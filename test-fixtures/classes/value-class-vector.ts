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

  cross(other: Vec3): Vec3 {
    return new Vec3(
      this.y * other.z - this.z * other.y,
      this.z * other.x - this.x * other.z,
      this.x * other.y - this.y * other.x,
    );
  }

  clone(): Vec3 {
    return new Vec3(this.x, this.y, this.z);
  }

  norm(): number {
    return Math.sqrt(this.dot(this));
  }
}

// @differentiable
export function chained(a: Vec3, b: Vec3, k: number): number {
  return a.add(b).scale(k).cross(b.clone()).norm();
}

// @differentiable
export function made(x: number, y: number): Vec3 {
  const v = new Vec3(x, x * y, Math.sin(y));
  return v.cross(new Vec3(1, x, y)).add(v.scale(v.dot(v)));
}

// @differentiable
export function dotWithItself(v: Vec3): number {
  return v.dot(v);
}
// @check chained(new Vec3(1, 2, 3), new Vec3(-1, 0.5, 2), 1.5)
// @check made(0.7, 1.3)
// @check dotWithItself(new Vec3(1, 2, 3))
// @closed value dotWithItself(new Vec3(1, 2, 3)) = 14
// @closed grad dotWithItself(new Vec3(1, 2, 3)) = ({ x: 2, y: 4, z: 6 })
