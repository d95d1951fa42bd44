// @differentiable wrt: x
export function f(x: number, n: number): number {
  const out: number[] = [];
  fillIt(out, x, n);
  const twice = out;
  fillIt(twice, x * out[1]!, n - 1);
  let s = 0;
  for (let i = 0; i < out.length; i++) s += out[i]! * twice[i]!;
  return s;
}

function fillIt(o: number[], x: number, n: number): void {
  for (let i = 0; i < n; i++) o[i] = (o[i] ?? 1) * x + i;
}

// @check f(0.7, 4)
