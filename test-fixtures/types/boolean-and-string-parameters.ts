// @differentiable
export function f(isSquare: boolean, x: number, name: string, big: bigint): number {
  return isSquare ? x * x : name === "cube" && big > 2n ? x * x * x : x;
}

// @check f(true, 1.5, "", 3n)
// @check f(false, 1.5, "cube", 3n)
