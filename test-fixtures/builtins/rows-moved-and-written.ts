// @differentiable
export function f(a: number[][], k: number): number {
  const rows = a.map((row) => row.slice());
  const shared = rows.slice();
  rows.reverse();
  rows[0]![0] = rows[0]![0]! * k;
  rows.sort((p, q) => p[1]! - q[1]!);
  rows.splice(1, 1)[0]![1]! *= k;
  shared.push(shared.shift()!);
  const again = shared.concat([rows[0]!]).filter((row) => row[0]! > 0);
  again.at(-1)![0]! += k * k;
  return shared.flat().reduce((s, x, i) => s + x * x * (i + 1), 0);
}

// @check f([[0.5, 1.5], [0.7, 2], [0.9, 1.1]], 0.8)
