interface Box {
  v: number;
}

function blend(a: Box, b: Box, xs: number[], s: number, t: number): number {
  let total = a.v * s + b.v * t;
  for (let i = 0; i < xs.length; i++) total += xs[i]! * xs[i]! * s * t;
  return total * total;
}

// @differentiable
export function f(x: number, y: number, zs: number[]): number {
  const fixed: Box = { v: 2 };
  const own: Box = { v: x * y };
  let r = blend(own, fixed, [1, 2], 1, 2);
  r += blend(fixed, own, [1, 2], 1, 2);
  r += blend(fixed, fixed, zs, 1, 2);
  r += blend(fixed, fixed, [1, 2], x, 2);
  r += blend(fixed, fixed, [1, 2], 1, y);
  r += blend(own, fixed, zs, 1, y);
  r += blend(fixed, { v: y }, [x, 2], x, 3);
  return r;
}

// @check f(0.5, 1.2, [0.3, 0.4])
