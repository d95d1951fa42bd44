// @differentiable wrt: x
export function f(x: number, n: number): number {
  const stack: number[] = [];
  let s = 1;
  for (let i = 0; i < n; i++) {
    stack.push(x * (i + 1));
    if (i % 3 === 2) {
      const a = stack.pop()!;
      const b = stack.pop()!;
      stack.push(a * b * s);
      s = s + Math.sin(a);
    }
  }
  while (stack.length > 0) { const t = stack.pop()!; s += t * t * 0.1; }
  return s;
}

// @check f(0.6, 7)
// @check f(0.6, 0)
