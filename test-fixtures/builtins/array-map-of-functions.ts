const { exp: e } = Math;
const square = (x: number): number => x * x;

function shifted(x: number, by = 3): number {
  return x * by + x * x;
}

// @differentiable
export function f(xs: readonly number[]): number {
  const { tanh } = Math;
  const a = xs.map(Math.sin).map(e).map(square);
  const b = xs.map(Math.pow);
  const c = xs.map(shifted).map(tanh);
  const d = xs.map(Number);
  let s = 0;
  for (let i = 0; i < xs.length; i++) s += a[i]! * b[i]! + c[i]! * d[i]!;
  return s;
}

// @check f([0.5, 1.5, 2])
