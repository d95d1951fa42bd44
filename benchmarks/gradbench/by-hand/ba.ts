/** The Jacobian of `reprojectionError`, as a person would write it: the rotation's own derivative, then the chain rule for both rows. */

export type Block = [
  [camera: Float64Array, point: Float64Array, weight: number],
  [camera: Float64Array, point: Float64Array, weight: number],
];

export function reprojectionJacobian(
  camera: Float64Array,
  point: Float64Array,
  weight: number,
  seen: Float64Array,
): Block {
  const [ax, ay, az] = [camera[0]!, camera[1]!, camera[2]!];
  const [px, py, pz] = [point[0]! - camera[3]!, point[1]! - camera[4]!, point[2]! - camera[5]!];
  const squaredAngle = ax * ax + ay * ay + az * az;
  const angle = Math.sqrt(squaredAngle);
  const isStill = squaredAngle === 0;
  const inverse = isStill ? 0 : 1 / angle;
  const [ux, uy, uz] = [ax * inverse, ay * inverse, az * inverse];
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const [cx, cy, cz] = [uy * pz - uz * py, uz * px - ux * pz, ux * py - uy * px];
  const along = ux * px + uy * py + uz * pz;
  const rest = along * (1 - cos);
  const rx = isStill ? px + ay * pz - az * py : px * cos + cx * sin + ux * rest;
  const ry = isStill ? py + az * px - ax * pz : py * cos + cy * sin + uy * rest;
  const rz = isStill ? pz + ax * py - ay * px : pz * cos + cz * sin + uz * rest;
  const focal = camera[6]!;
  const x = rx / rz;
  const y = ry / rz;
  const squared = x * x + y * y;
  const distortion = 1 + camera[9]! * squared + camera[10]! * squared * squared;
  const slope = camera[9]! + 2 * camera[10]! * squared;

  const row = (isFirst: boolean): [Float64Array, Float64Array, number] => {
    const own = isFirst ? x : y;
    const scale = weight * focal;
    const squaredBar = scale * own * slope;
    const xBar = (isFirst ? scale * distortion : 0) + 2 * x * squaredBar;
    const yBar = (isFirst ? 0 : scale * distortion) + 2 * y * squaredBar;
    const [bx, by, bz] = [xBar / rz, yBar / rz, -(xBar * x + yBar * y) / rz];
    let [pxBar, pyBar, pzBar] = [0, 0, 0];
    let [axBar, ayBar, azBar] = [0, 0, 0];
    if (isStill) {
      [pxBar, pyBar, pzBar] = [bx + az * by - ay * bz, by + ax * bz - az * bx, bz + ay * bx - ax * by];
      [axBar, ayBar, azBar] = [py * bz - pz * by, pz * bx - px * bz, px * by - py * bx];
    } else {
      const dot = ux * bx + uy * by + uz * bz;
      const alongBar = dot * (1 - cos);
      // u × p times sin: the adjoint of p is sin (b × u), that of u is sin (p × b)
      pxBar = bx * cos + sin * (by * uz - bz * uy) + alongBar * ux;
      pyBar = by * cos + sin * (bz * ux - bx * uz) + alongBar * uy;
      pzBar = bz * cos + sin * (bx * uy - by * ux) + alongBar * uz;
      const uxBar = sin * (py * bz - pz * by) + bx * rest + alongBar * px;
      const uyBar = sin * (pz * bx - px * bz) + by * rest + alongBar * py;
      const uzBar = sin * (px * by - py * bx) + bz * rest + alongBar * pz;
      const turned = bx * cx + by * cy + bz * cz;
      const angleBar =
        turned * cos -
        sin * (px * bx + py * by + pz * bz - along * dot) -
        (uxBar * ux + uyBar * uy + uzBar * uz) * inverse;
      axBar = uxBar * inverse + angleBar * ux;
      ayBar = uyBar * inverse + angleBar * uy;
      azBar = uzBar * inverse + angleBar * uz;
    }
    const bars = new Float64Array(camera.length);
    bars[0] = axBar;
    bars[1] = ayBar;
    bars[2] = azBar;
    bars[3] = -pxBar;
    bars[4] = -pyBar;
    bars[5] = -pzBar;
    bars[6] = weight * distortion * own;
    bars[isFirst ? 7 : 8] = weight;
    bars[9] = scale * own * squared;
    bars[10] = scale * own * squared * squared;
    const points = new Float64Array(point.length);
    points[0] = pxBar;
    points[1] = pyBar;
    points[2] = pzBar;
    const error = focal * distortion * own + (isFirst ? camera[7]! - seen[0]! : camera[8]! - seen[1]!);
    return [bars, points, error];
  };
  return [row(true), row(false)];
}
