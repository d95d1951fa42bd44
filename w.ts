function fs(l: readonly (readonly number[])[], x: number[]): void {
  for (let i = 0; i < x.length; i++) x[i] = x[i]! / l[i]![i]!;
}
// @differentiable
export function a(ys: readonly number[], l: readonly (readonly number[])[]): number {
  const w = [...ys];
  fs(l, w);
  return w[0]!;
}
// @differentiable
export function b(ys: readonly number[], z: number): number {
  const w = ys.map((y) => y * z);
  w[0] = 3;
  return w[0]! + w[1]!;
}
// @differentiable
export function c(xs: readonly number[], z: number): number {
  const m = xs.map((x) => xs.map((y) => x * y));
  m[0]![0] = z;
  return m[0]![0]! + m[1]![1]!;
}
