// @differentiable
export function f(x: number): number {
  const nothing = void x;
  return nothing === undefined ? ((x)) * (x) : x;
}

// @check f(1.3)
