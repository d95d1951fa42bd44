// @differentiable
export function f(x: number, y: number): number {
  const stack = [x, y];
  stack.push(x * y);
  const b = stack.pop()!;
  const a = stack.pop()!;
  stack.push(a * b, b + 1);
  stack.pop();
  let s = 0;
  while (stack.length > 0) s = s * s + stack.pop()! * x;
  return s + (stack.pop() ?? y);
}

// @check f(1.3, 0.7)
