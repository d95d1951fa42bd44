// @differentiable
export function f(x: number, y: number): number {
  const a = { v: x, next: { v: y, w: [x, y] } };
  const n = a.next;
  a.next = { v: a.v * n.v, w: n.w };
  n.w[0] = a.next.v * n.w[1]!;
  a.next.w[1] = n.w[0]! * x;
  n.v = a.next.w[1]! * n.v;
  return n.v * a.next.v + a.next.w[0]! * n.w[1]!;
}

// @check f(1.2, 0.7)
