function step(p: number[], q: number[], k: number): number {
  let s = 0;
  for (let i = 0; i < q.length; i++) {
    s += q[i]! * q[i]! * k;
    p[i] = Math.sin(s) + p[i]! * 0.5;
  }
  return s;
}

function rows(m: number[][], row: number[]): number {
  let s = 0;
  for (let i = 0; i < m.length; i++) {
    s += row[0]! * row[1]! * m[i]![1]!;
    m[i]![0] = Math.cos(s);
    m[i]![1] = s * 0.3;
  }
  return s;
}

// @differentiable
export function f(x: number, y: number): number {
  const a = [x, y, x * y];
  const b = [y, x, 1];
  const first = step(a, a, x);
  const second = step(a, b, first);
  return second + step(b, b, y) * a[1]! + b[0]!;
}

// @differentiable
export function g(m: number[][]): number {
  return rows(m, m[0]!) * rows(m, m[1]!) + m[1]![0]!;
}

// @check f(0.7, 1.3)
// @writes g(m)
// @check g([[0.4, 0.9], [1.2, -0.3]])
