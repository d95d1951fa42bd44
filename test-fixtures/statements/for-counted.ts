// @differentiable wrt: x
export function power(x: number, n: number): number {
  let p = 1;
  for (let i = 0; i < n; i++) p *= x;
  return p;
}

// @check power(1.3, 5)
// @check power(1.3, 0)
// @closed grad power(2, 5) = 80
// @closed hessian power(2, 5) = 160
