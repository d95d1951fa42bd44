// @differentiable
export function f(x: number, y: number): number {
  const cells: (number | number[])[] = [x, [x, y], x * y];
  const last = cells.pop()!;
  const next = cells.pop()!;
  let s = 0;
  s += typeof last === "number" ? last * 3 : last[0]!;
  s += typeof next === "number" ? next : next[0]! * next[1]!;
  return s;
}

// @check f(0.7, 2)
