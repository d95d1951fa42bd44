export const offsets = [0.5, 1.5];

export class Point {
  constructor(/** @type {number} */ x, /** @type {number} */ y) {
    this.x = x;
    this.y = y;
  }

  norm() {
    return Math.hypot(this.x, this.y);
  }
}

// @differentiable
export const f = (xs, k) => {
  const out = xs.map((x, i) => x * k + offsets[i]);
  for (let i = 1; i < out.length; i++) out[i] *= out[i - 1];
  const p = new Point(out[0], out[1]);
  return p.norm() + [...out].reverse()[0];
};

// @check f([1.2, -0.4], 0.8)
