function swap(list: number[]): number {
  [list[0], list[1]] = [list[1]!, list[0]!];
  return list[0]! * 0.25;
}

// @differentiable
export function f(x: number, y: number): number {
  const list = [x, y * 2, x * y];
  const all = [...list, swap(list), ...list];
  const most = Math.max(...list, swap(list));
  const own = [0.5];
  own.push(...list, swap(list));
  return all[0]! + 2 * all[1]! + 3 * all[4]! + most + own[1]! * own[4]!;
}

// @check f(1.3, 0.4)
// @check f(0.2, 1.4)

// @differentiable
export function g(xs: number[], x: number): number {
  // The receiver is copied after the argument is evaluated, which writes it.
  const all = xs.concat([x, swap(xs) * x]);
  return all[0]! * all[1]! + all[4]! * 3 * all[0]!;
}

// @writes g(xs)
// @check g([1.3, 0.4, 2], 0.6)
