// @differentiable
export function f(x: number, table: readonly number[]): number {
  const whole = Math.floor(x); // @note AD3002
  const part = x - whole;
  const index = Math.floor(x * 2); // an index: nothing is lost
  const even = Math.floor(table.length / 2); // nothing active
  return part * part * Math.sign(x) + table[index]! * x + even; // @note AD3002
}

// @check f(1.2, [1, 2, 3, 4])
// @closed grad f(1.25, [1, 2, 3, 4]) = [3.5, [0, 0, 1.25, 0]]
