interface N {
  readonly value: number;
  readonly next: N | undefined;
}
function make(value: number, next?: N): N {
  return { value, next };
}
function sum(n: N): number {
  return n.value ** 2 + (n.next === undefined ? 0 : sum(n.next));
}
// @differentiable
export function f(x: number, y: number): number {
  return sum(make(x, make(x * y, make(y))));
}
// @differentiable
export function g(x: number, y: number): number {
  const c: N = { value: y, next: undefined };
  const b: N = { value: x * y, next: c };
  const a: N = { value: x, next: b };
  return sum(a);
}
// @check f(1.5, 0.7)
// @check g(1.5, 0.7)
