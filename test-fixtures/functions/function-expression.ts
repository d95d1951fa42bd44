const square = function (t: number): number {
  return t * t;
};

/** @differentiable */
export const f = function (x: number): number {
  return square(x) * x;
};

// @check f(1.5)
