// @differentiable
export function f(xs: readonly number[], k: number): number {
  const a = xs.map((x) => x * k);
  let s = k;
  for (let i = 0; i < a.length; i++) s = s * a[i]! + Math.sin(a[i]!);
  while (a.length > 1) a.pop();
  let t = s;
  for (let i = 0; i < a.length; i++) t *= Math.cos(a[i]!) + t;
  a.length = 0;
  return t;
}

function drop(list: number[]): void {
  list.pop();
}

// @differentiable
export function g(xs: readonly number[], k: number): number {
  const a = xs.map((x) => x * k);
  let s = k;
  for (let i = 0; i < a.length; i++) s = s * a[i]! + Math.sin(a[i]!);
  drop(a);
  drop(a);
  return s;
}

// @check f([0.5, 1.5, 0.9], 0.8)
// @check g([0.5, 1.5, 0.9], 0.8)
