/** Bundle adjustment: where a camera sees a point, against where it was seen. */

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

  sub(other: Vec3): Vec3 {
    return new Vec3(this.x - other.x, this.y - other.y, this.z - other.z);
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
}

/** Rotates by the angle |axis| around an axis (Rodrigues). */
function rotate(axis: Vec3, point: Vec3): Vec3 {
  const squared = axis.dot(axis);
  if (squared === 0) return point.add(axis.cross(point));
  const angle = Math.sqrt(squared);
  const unit = axis.scale(1 / angle);
  const cos = Math.cos(angle);
  return point
    .scale(cos)
    .add(unit.cross(point).scale(Math.sin(angle)))
    .add(unit.scale(unit.dot(point) * (1 - cos)));
}

/**
 * The weighted difference between where a camera sees a point and where it was seen. A camera: rotation (3), centre (3), focal length,
 * principal point (2), radial distortion (2).
 */
// @differentiable wrt: camera, point, weight modes: jacobian
export function reprojectionError(
  camera: Float64Array,
  point: Float64Array,
  weight: number,
  seen: Float64Array,
): [number, number] {
  const axis = new Vec3(camera[0]!, camera[1]!, camera[2]!);
  const centre = new Vec3(camera[3]!, camera[4]!, camera[5]!);
  const focal = camera[6]!;
  const at = rotate(axis, new Vec3(point[0]!, point[1]!, point[2]!).sub(centre));
  const x = at.x / at.z;
  const y = at.y / at.z;
  const squared = x * x + y * y;
  const distortion = 1 + camera[9]! * squared + camera[10]! * squared * squared;
  return [
    weight * (focal * distortion * x + camera[7]! - seen[0]!),
    weight * (focal * distortion * y + camera[8]! - seen[1]!),
  ];
}

// @differentiable modes: grad
export function weightError(weight: number): number {
  return 1 - weight * weight;
}
