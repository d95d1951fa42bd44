interface Table {
  xs: number[];
  scale: number;
}

function consumed(table: Table, a: number[]): number {
  try {
    for (let i = 0; i < 5; i++) {
      if (table.scale >= a.length + 0.5) return a.reduce((s, e) => s + e * e);
      table.xs = [...a.filter((e) => e > table.scale), 0.3];
      table.scale *= i + 1;
    }
  } catch {
    return 2;
  }
  return table.xs.length;
}

// @differentiable
export function f(x: number, xs: number[]): number {
  return consumed({ xs: [1, 2], scale: 1.5 }, xs) * x;
}

// @check f(0.7, [0.5, 0.25, 2.5])
// @check f(0.7, [3.5])
