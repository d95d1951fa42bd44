// The tests of `switch (true)` are conditions themselves: of the second TypeScript may know that it is not `true`.
// @differentiable
export function f(x: number, u: number, v: number): number {
  let y = 0.5;
  if (v >= u) {
    y += x;
  } else {
    switch (true) {
      case y < v:
      case v >= u:
        y *= x * u;
      default:
        y += u;
    }
  }
  return y;
}

// @check f(1.2, 0.7, 0.3)
// @check f(1.2, 0.9, 0.6)
// @check f(1.2, 0.3, 0.7)
