// @differentiable
export function f(p: readonly [name: string, x: number, on: boolean, y: number]): number {
  const [name, x, on, y] = p;
  return on && name === "a" ? x * x * y : y * y * y;
}

// @check f(["a", 1.5, true, 2])
// @check f(["b", 1.5, true, 2])
// @closed grad f(["a", 2, true, 3]) = [undefined, 12, undefined, 4]
