// @differentiable
// @check f(1.5, "q")
export function f(x: number, name: string): Record<string, number> {
  return { [name]: x * x, [`${name}2`]: Math.sin(x), fixed: 3 };
}
