function near(x: number, k: number, bad: number): number {
  if (k === bad) throw new RangeError("at " + k);
  return Math.sin(x + k) * x;
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number, y: number, bad: 0 | 3 | 5 | 8 | 11 | 99, leave: 0 | 4 | 9): number {
  let s = x;
  for (let round = 0; round < 2; round++) {
    try {
      s = near(s, 0, bad) + y;
      const v = [s, near(s, 1, bad)];
      s = near(v[1]!, 2, bad) * y;
      const a = near(s, 3, bad);
      s += near(a, 4, bad);
      if (leave === 4 && round === 1) return s * a;
      v.push(near(s, 5, bad) * a);
      s = near(s, 6, bad) + v[2]! * v[0]!;
      for (let i = 7; i < 9; i++) s += near(v[0]!, i, bad) * a;
      if (leave === 9 && round === 0) continue;
      s = near(s, 9, bad) + a;
      v[0] = near(s, 10, bad);
      s = near(s * v[0]!, 11, bad) + v[0]! * y;
      s += near(a, 12, bad);
    } catch (e) {
      s = s * s * y + (e as Error).message.length;
    }
    s = s / 2;
  }
  return s;
}

// @check f(0.7, 1.2, 99, 0)
// @check f(0.7, 1.2, 0, 0)
// @check f(0.7, 1.2, 3, 0)
// @check f(0.7, 1.2, 5, 9)
// @check f(0.7, 1.2, 8, 0)
// @check f(0.7, 1.2, 11, 4)
// @check f(0.7, 1.2, 11, 9)
