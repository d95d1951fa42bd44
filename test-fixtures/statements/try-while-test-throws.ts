function left(i: number): number {
  if (i > 5) throw new RangeError("too far");
  return 3 - i;
}

// @differentiable wrt: x
export function f(x: number, start: number): number {
  const log: number[] = [];
  let failed = 1;
  try {
    let i = start;
    while (left(i++) !== 0) log.push(x * i);
  } catch {
    failed = x;
  }
  let sum = 0;
  for (const one of log) sum += one * one;
  return sum * failed;
}

// @differentiable wrt: x
export function g(x: number, start: number): number {
  let count = 0;
  let i = start;
  const seen = [x];
  try {
    while (left(i++) !== 0) seen[0]! *= x;
  } catch {
    count = 2;
  }
  return seen[0]! * seen[0]! + count;
}

// @check f(0.7, 1)
// @check f(0.7, 4)
// @check g(0.7, 1)
// @check g(0.7, 4)
