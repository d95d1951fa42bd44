// @differentiable wrt: x
export function f(x: number, n: number): number {
  const buffer = new ArrayBuffer(8 * 8);
  let view = new Float64Array(buffer);
  const whole = view;
  view.fill(x);
  for (let k = 0; k < n; k++) {
    view[0] = view[0]! * whole[k]! + 0.1;
    view[1] = Math.sin(view[0] * view[2]!);
    view = new Float64Array(buffer, 8 * (k + 1), 3);
  }
  return whole[0]! * view[0]! + whole[3]!;
}

// @check f(0.7, 3)
// @check f(0.7, 0)
