/** Hand tracking: how far the skin of a posed hand is from points that were measured. */

export type Matrix = readonly (readonly number[])[];

export interface HandModel {
  readonly bone_count: number;
  readonly parents: readonly number[];
  readonly base_relatives: readonly Matrix[];
  readonly inverse_base_absolutes: readonly Matrix[];
  readonly base_positions: Matrix;
  readonly weights: Matrix;
  readonly triangles: Matrix;
  readonly is_mirrored: boolean;
}

export interface HandData {
  readonly model: HandModel;
  readonly correspondences: readonly number[];
  readonly points: Matrix;
}

function multiply(a: Matrix, b: Matrix): number[][] {
  return a.map((row) => b[0]!.map((_, c) => row.reduce((sum, value, i) => sum + value * b[i]![c]!, 0)));
}

/** Rz(z) Ry(y) Rx(x), as a homogeneous matrix. */
function rotation(x: number, y: number, z: number): number[][] {
  const [sx, cx, sy, cy, sz, cz] = [Math.sin(x), Math.cos(x), Math.sin(y), Math.cos(y), Math.sin(z), Math.cos(z)];
  return [
    [cz * cy, cz * sy * sx - sz * cx, cz * sy * cx + sz * sx, 0],
    [sz * cy, sz * sy * sx + cz * cx, sz * sy * cx - cz * sx, 0],
    [-sy, cy * sx, cy * cx, 0],
    [0, 0, 0, 1],
  ];
}

interface Angles {
  x: number;
  z: number;
}

/** The angles of every bone: the second bone of a finger turns both ways, the third and fourth one way. */
function pose(theta: readonly number[], bones: number): Angles[] {
  const angles: Angles[] = [];
  for (let bone = 0; bone < bones; bone++) angles.push({ x: 0, z: 0 });
  for (let finger = 0; finger < 5; finger++) {
    const from = 6 + 4 * finger;
    angles[4 * finger + 2]!.x = theta[from]!;
    angles[4 * finger + 2]!.z = theta[from + 1]!;
    angles[4 * finger + 3]!.x = theta[from + 2]!;
    angles[4 * finger + 4]!.x = theta[from + 3]!;
  }
  return angles;
}

function boneTransforms(theta: readonly number[], model: HandModel): number[][][] {
  const angles = pose(theta, model.bone_count);
  const absolutes: number[][][] = [];
  for (let bone = 0; bone < model.bone_count; bone++) {
    const { x, z } = angles[bone]!;
    const own = multiply(model.base_relatives[bone]!, rotation(x, 0, z));
    const parent = model.parents[bone]!;
    absolutes.push(parent === -1 ? own : multiply(absolutes[parent]!, own));
  }
  return absolutes.map((absolute, bone) => multiply(absolute, model.inverse_base_absolutes[bone]!));
}

/** The rotation by the angle |axis| around an axis, as a matrix; none at all for a tiny axis. */
function globalRotation(axis: readonly number[]): number[][] {
  const [a, b, c] = [axis[0]!, axis[1]!, axis[2]!];
  const angle = Math.sqrt(a * a + b * b + c * c);
  if (angle < 1e-4) {
    return [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ];
  }
  const [x, y, z] = [a / angle, b / angle, c / angle];
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const rest = 1 - cos;
  return [
    [cos + rest * x * x, rest * x * y - sin * z, rest * x * z + sin * y],
    [rest * x * y + sin * z, cos + rest * y * y, rest * y * z - sin * x],
    [rest * x * z - sin * y, rest * y * z + sin * x, cos + rest * z * z],
  ];
}

function skin(theta: readonly number[], model: HandModel): number[][] {
  const transforms = boneTransforms(theta, model);
  const turned = globalRotation(theta.slice(0, 3));
  const vertices: number[][] = [];
  for (let j = 0; j < model.base_positions.length; j++) {
    const position = model.base_positions[j]!;
    const weights = model.weights[j]!;
    const vertex = [0, 0, 0];
    for (let bone = 0; bone < model.bone_count; bone++) {
      const weight = weights[bone]!;
      const transform = transforms[bone]!;
      for (let r = 0; r < 3; r++) {
        const row = transform[r]!;
        let sum = 0;
        for (let c = 0; c < 4; c++) sum += row[c]! * position[c]!;
        vertex[r] = vertex[r]! + weight * sum;
      }
    }
    if (model.is_mirrored) vertex[0] = -vertex[0]!;
    vertices.push(
      turned.map((row, r) => row[0]! * vertex[0]! + row[1]! * vertex[1]! + row[2]! * vertex[2]! + theta[3 + r]!),
    );
  }
  return vertices;
}

/** From each measured point to its vertex. */
// @differentiable wrt: theta modes: jvp
export function vertexErrors(theta: readonly number[], data: HandData): number[] {
  const vertices = skin(theta, data.model);
  return data.points.flatMap((point, i) => {
    const vertex = vertices[data.correspondences[i]!]!;
    return point.map((value, j) => value - vertex[j]!);
  });
}

/** From each measured point to a place in its triangle. */
// @differentiable wrt: theta, us modes: jvp
export function triangleErrors(theta: readonly number[], us: readonly (readonly number[])[], data: HandData): number[] {
  const vertices = skin(theta, data.model);
  return data.points.flatMap((point, i) => {
    const corners = data.model.triangles[data.correspondences[i]!]!;
    const [a, b, c] = [vertices[corners[0]!]!, vertices[corners[1]!]!, vertices[corners[2]!]!];
    const u = us[i]![0]!;
    const v = us[i]![1]!;
    return point.map((value, j) => value - (u * a[j]! + v * b[j]! + (1 - u - v) * c[j]!));
  });
}
