// @differentiable
export function f(x: number, n: number): number {
  const cells: (number | number[])[] = [0, 0, 0];
  for (let i = 0; i < 3; i++) {
    const v: number | number[] = i % 2 === 0 ? x * i : [x, i * x];
    cells[i] = v;
  }
  let s = 0;
  for (const c of cells) s += typeof c === "number" ? c * c : c[0]! * c[1]! * n;
  return s;
}

// @check f(0.7, 2)
