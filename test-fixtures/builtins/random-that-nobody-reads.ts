// What comes next out of a generator depends on how often it was asked: each call stays, in the primal sweep.
// @differentiable modes: jvp, vjp
export function square(x: number): number {
  Math.random();
  const unused = Math.random() + x;
  if (x > 1) void [Math.random() > 0.5 ? unused : 2];
  return x * x;
}

// @check square(1.5)
