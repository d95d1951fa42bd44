function solve(a: number, b: number, c: number): { roots: number[]; d: number } {
  const d = b * b - 4 * a * c;
  if (d < 0) throw new RangeError("no real roots");
  const r = Math.sqrt(d);
  return { roots: [(-b - r) / (2 * a), (-b + r) / (2 * a)], d };
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(a: number, b: number, c: number): number {
  let roots: number[];
  let d = 1;
  try {
    const found = solve(a, b, c);
    roots = found.roots;
    d = found.d;
  } catch {
    roots = [a * b, c];
  }
  return roots[0]! * roots[1]! * roots[1]! + d;
}

// @check f(1.1, 3.2, 1.3)
// @check f(1.1, 0.2, 1.3)
