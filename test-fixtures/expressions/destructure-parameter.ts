// @differentiable
export function f({ x, y = x * x }: { x: number; y?: number }, [a, b]: readonly [number, number]): number {
  return x * y * a - b * b * x;
}

// @check f({ x: 1.5, y: 2 }, [0.7, 0.3])
// @check f({ x: 1.5 }, [0.7, 0.3])
