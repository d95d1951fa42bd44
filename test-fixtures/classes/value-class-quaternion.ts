interface Vector {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

export class Quaternion {
  constructor(
    public readonly w: number,
    public readonly x: number,
    public readonly y: number,
    public readonly z: number,
  ) {}

  static rotation(axis: Vector, angle: number): Quaternion {
    const s = Math.sin(angle / 2);
    return new Quaternion(Math.cos(angle / 2), axis.x * s, axis.y * s, axis.z * s);
  }

  multiply(q: Quaternion): Quaternion {
    return new Quaternion(
      this.w * q.w - this.x * q.x - this.y * q.y - this.z * q.z,
      this.w * q.x + this.x * q.w + this.y * q.z - this.z * q.y,
      this.w * q.y - this.x * q.z + this.y * q.w + this.z * q.x,
      this.w * q.z + this.x * q.y - this.y * q.x + this.z * q.w,
    );
  }

  conjugate(): Quaternion {
    return new Quaternion(this.w, -this.x, -this.y, -this.z);
  }

  rotate(v: Vector): Vector {
    const { x, y, z } = this.multiply(new Quaternion(0, v.x, v.y, v.z)).multiply(this.conjugate());
    return { x, y, z };
  }
}

// @differentiable
export function turned(v: Vector, angle: number): Vector {
  return Quaternion.rotation({ x: 0, y: 0, z: 1 }, angle).rotate(v);
}
// @check turned({ x: 1, y: 2, z: 3 }, 0.7)
// @closed value turned({ x: 1, y: 0, z: 0 }, 0.3) = ({ x: Math.cos(0.3), y: Math.sin(0.3), z: 0 })
// @closed jvp turned({ x: 1, y: 0, z: 0 }, 0.3)({ x: 0, y: 0, z: 0 }, 1) = ({ x: -Math.sin(0.3), y: Math.cos(0.3), z: 0 })
