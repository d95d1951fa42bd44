// @differentiable
export function f(x: number, y: number): number {
  const a = [x, y, x * y];
  const b = [...a, x];
  a.push(x);
  const c = [1, ...a, y];
  a.pop();
  a.pop();
  c.push(...a);
  a.length = 1;
  a.push(...b);
  let s = 0;
  for (let i = 0; i < a.length; i++) s += a[i]! * b[i % b.length]! * c[i]!;
  return s;
}
// @check f(1.2, 0.7)
