// @differentiable wrt: x
export function f(n: number, x: number): number {
  const a = [...Array(n).keys()].map((i) => i * x);
  const b = new Array(n).fill(0).map((_, i) => i * x);
  const c = Array.from(Array(n), (_, i) => i * x);
  const d = Array<number>(n).fill(x * x);
  const grid = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => (i + 1) * x ** j));
  const zeros = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  zeros[0]![1] = x;
  const total = grid.flat().reduce((s, v) => s + v * v, 0);
  return a[1]! + b[1]! * c[2]! + d[0]! + total + zeros[0]![1] * Math.max(...c, ...grid.map((row) => row[0]!));
}

// @check f(3, 0.7)
