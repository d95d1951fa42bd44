// @differentiable
export function f(x: number, y: number): number {
  const queue = [x, y, x * y];
  const a = queue.shift()!;
  queue.push(a * a);
  const b = queue.shift()!;
  let s = a * b;
  while (queue.length > 0) s = s * queue.shift()! + 1;
  return s * (queue.shift() ?? 2);
}

// @check f(1.3, 0.7)
