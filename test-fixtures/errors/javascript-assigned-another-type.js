// @differentiable
export function found(x, y) {
  let result = false;
  if (x > 0) result = x * y; // @expect AD1002
  return result ? result * 2 : 1;
}

// @differentiable
export function field(x) {
  const o = { name: "s", isOn: true };
  o.isOn = x * x; // @expect AD1002
  return o.isOn * 3;
}

// @differentiable
export function hue(r, g) {
  let [h, max] = [null, Math.max(r, g)];
  if (max > 0) h = (r - g) / max; // @expect AD1002
  return [h, max];
}

// @differentiable
export function said(r, g) {
  const max = Math.max(r, g);
  /** @type {number | null} */
  let h = null;
  if (max > 0) h = (r - g) / max;
  return [h, max];
}
