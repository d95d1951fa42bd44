function up(x: number): number {
  return x > 1 ? Math.log(x) * x : x * x;
}
function down(x: number): number {
  return Math.exp(-x) * up(x);
}

// @differentiable
export function f(x: number, y: number): number {
  const a = x > y ? up(x) : down(y);
  const b = a > 0.3 && y > 0 ? down(a) * up(y) : a;
  return (x > 0 ? up(b) : 0) + a * b;
}

// @check f(1.7, 0.6)
// @check f(0.4, 1.6)
// @check f(-0.4, -1.6)
