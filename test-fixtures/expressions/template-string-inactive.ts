// @differentiable
export function f(x: number, name: string): number {
  const key = `${name}-${name.length}`;
  return key === "ab-2" ? x * x : x * x * x;
}

// @check f(1.5, "ab")
// @check f(1.5, "c")
