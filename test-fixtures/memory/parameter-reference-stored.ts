// @differentiable
export function f(a: { v: number[]; w: number[] }, u: number[]): number {
  const old = a.v;
  a.v = u;
  a.v[0] = old[0]! * a.w[1]!;
  u[1] = a.v[0]! * u[1]!;
  a.w = old;
  old[1] = u[0]! * old[1]!;
  return a.w[1]! * a.v[1]!;
}

// @writes f(a, u)
// @check f({ v: [1.2, 0.7], w: [2, 3] }, [0.3, 0.4])
