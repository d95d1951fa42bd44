// @differentiable wrt: data
export function smallest(data: number[], n: number): number[] | null {
  if (n > data.length) return null;
  const sorted = data.slice().sort(function (a, b) {
    return a - b;
  });
  const out: number[] = [];
  for (let i = 0; i < n; i++) out.push(sorted[i]! * sorted[i]!);
  return out;
}

// @check smallest([0.7, -0.4, 1.3, 0.2], 2)
