function one(t: number): number {
  return Math.sin(t) * t;
}
function two(t: number): number {
  return one(t) * one(t + 1);
}
function three(t: number): number {
  return two(t) + one(two(t));
}

// @differentiable
export function f(x: number): number {
  return three(x) * x;
}

// @check f(0.7)
