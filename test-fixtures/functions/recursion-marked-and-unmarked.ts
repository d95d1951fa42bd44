// @differentiable wrt: x
export function up(x: number, n: number): number {
  return n <= 0 ? Math.sin(x) : x * down(x + 1, n - 1);
}

function down(x: number, n: number): number {
  return n <= 0 ? x * x : up(x * 0.5, n - 1) - up(x, n - 2);
}

// @check up(0.8, 4)
// @check up(0.8, 0)
