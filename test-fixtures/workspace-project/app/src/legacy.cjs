"use strict";

/** @param {number} x */
function cube(x) {
  return x * x * x;
}

/**
 * @param {number} x
 * @param {number} y
 */
// @differentiable
function product(x, y) {
  return cube(x) * y;
}

module.exports = { cube, product };
