// @differentiable
export function f(x: number, y: number): number {
  const whole = new Int32Array(2);
  whole[0] = x * y; // @note AD3007
  whole[1] = 3;
  return whole[0]! * y * y + whole[1]! * x;
}

// @check f(1.7, 2.2)
// @closed grad f(1.75, 2) = [3, 12]
