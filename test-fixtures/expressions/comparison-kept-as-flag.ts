// @differentiable
export function f(x: number, y: number): number {
  const larger = x > y;
  const apart = x - y !== 0 && !(x === y);
  let s = larger ? x * x : y * y;
  if (apart && larger) s = s * y;
  return s;
}

// @check f(2, 1)
// @check f(1, 2)
