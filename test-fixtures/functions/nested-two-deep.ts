// @differentiable
export function f(x: number, y: number): number {
  const outer = (t: number): number => {
    const inner = (u: number): number => u * t * y;
    return inner(t) + inner(x);
  };
  return outer(x * y);
}

// @check f(1.1, 0.7)
