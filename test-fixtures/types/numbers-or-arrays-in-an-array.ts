// @differentiable
export function f(parts: readonly (number | readonly number[])[], x: number): number {
  let s = x;
  for (const part of parts) {
    if (typeof part === "number") s = s * part + x;
    else for (const p of part) s += p * p * x;
  }
  return s;
}

// @check f([2, [1, 3], 0.5, []], 1.5)
