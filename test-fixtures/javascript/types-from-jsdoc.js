/**
 * @typedef {object} Spring
 * @property {number} stiffness
 * @property {number} length
 */

/**
 * @param {Spring} spring
 * @param {Float64Array} positions
 * @param {number} [scale]
 * @returns {number}
 */
// @differentiable
export function energy(spring, positions, scale = 0.5) {
  let sum = 0;
  for (let i = 1; i < positions.length; i++) {
    const stretch = positions[i] - positions[i - 1] - spring.length;
    sum += scale * spring.stiffness * stretch ** 2;
  }
  return sum;
}

// @check energy({ stiffness: 3, length: 0.7 }, new Float64Array([0, 1, 1.5]), 0.4)
// @closed grad energy({ stiffness: 2, length: 1 }, new Float64Array([0, 3]), 1) = [{ stiffness: 4, length: -8 }, new Float64Array([-8, 8]), 8]
