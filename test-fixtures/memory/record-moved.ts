// @differentiable
export function f(x: number, y: number): number {
  const ps = [{ p: x, q: { z: y } }, { p: y, q: { z: x } }];
  const first = ps[0]!;
  ps[0] = ps[1]!;
  ps[1] = first;
  first.p = ps[0]!.p * ps[1]!.q.z;
  ps[0]!.q = first.q;
  first.q.z = ps[0]!.p * first.p;
  return ps[0]!.q.z * ps[1]!.p + ps[0]!.p;
}

// @check f(1.2, 0.7)
