// @differentiable
export function f(x: number): number {
  const order = [2, 0, 1];
  const names = ["a", "b"];
  const values = [x, x * x, 1];
  order[0] = 1;
  let s = names.length;
  for (const i of order) s = s * values[i]! + i;
  return s;
}

// @check f(1.1)
