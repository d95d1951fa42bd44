// `x && 0` is x where x is 0, and a number wherever it stands.
// @differentiable
export function f(x: number): number {
  const [, [, v = 0.3] = [0.4, 0.5]] = [
    [1, 2],
    [Math.acos(x), (x &&= 0), ++x],
  ];
  return v + x;
}

// @check f(0.5)
// @nonsmooth f(0)
