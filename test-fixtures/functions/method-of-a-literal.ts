// @differentiable
export function f(x: number, y: number): number {
  const o = {
    rate: y,
    square(t: number): number {
      return t * t;
    },
    scaled: (t: number): number => t * y,
  };
  return o.square(x) * o.rate + o.scaled(x);
}

// @check f(1.5, 0.7)
