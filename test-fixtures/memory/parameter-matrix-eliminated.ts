// @differentiable
export function f(m: number[][]): number {
  let det = 1;
  const n = m.length;
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(m[i]![k]!) > Math.abs(m[best]![k]!)) best = i;
    if (best !== k) { [m[k], m[best]] = [m[best]!, m[k]!]; det = -det; }
    const pivot = m[k]!;
    det *= pivot[k]!;
    for (let i = k + 1; i < n; i++) {
      const row = m[i]!;
      const l = row[k]! / pivot[k]!;
      row[k] = l;
      for (let j = k + 1; j < n; j++) row[j]! -= l * pivot[j]!;
    }
  }
  return det;
}

// @writes f(m)
// @check f([[1, 2, 0.5], [3, 1, 1], [0.3, 2, 4]])
