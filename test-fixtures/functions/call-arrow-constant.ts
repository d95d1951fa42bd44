const square = (t: number): number => t * t;
const cube = (t: number): number => {
  const s = square(t);
  return s * t;
};

// @differentiable
export const f = (x: number): number => cube(x) + square(x);

// @check f(1.5)
