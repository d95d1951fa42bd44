/**
 * The cross product. JSDoc names types of another world: what is done with the vectors says what they are.
 *
 * @param {vec3} out the receiving vector
 * @param {ReadonlyVec3} a the first operand
 * @param {ReadonlyVec3} b the second operand
 * @returns {vec3} out
 */
function cross(out, a, b) {
  var ax = a[0],
    ay = a[1],
    az = a[2];
  var bx = b[0],
    by = b[1],
    bz = b[2];
  out[0] = ay * bz - az * by;
  out[1] = az * bx - ax * bz;
  out[2] = ax * by - ay * bx;
  return out;
}

/**
 * @param {Array} a
 * @param {ReadonlyVec3} b
 * @param scale how long
 * @returns {Number} twice the area between them, scaled
 */
// @differentiable
export function area(a, b, scale) {
  const normal = cross([0, 0, 0], a, b);
  return scale * Math.hypot(normal[0], normal[1], normal[2]);
}

// @check area([1, 2, 0.5], [0.3, -1, 2], 1.5)
