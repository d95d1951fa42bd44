// @differentiable
export function f(x: number): number {
  ;
  let y = x * x;
  {
    const y = Math.sin(x);
    { ; }
    x = y * x;
  }
  y = y * x;
  return y;
}

// @check f(1.3)
