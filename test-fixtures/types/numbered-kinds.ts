export type Term = { kind: 1; a: number } | { kind: 2; a: number[] } | { kind: -1; a: { b: number } };

// @differentiable
export function value(terms: Term[], x: number): number {
  let sum = 0;
  for (const term of terms) {
    switch (term.kind) {
      case 1:
        sum += term.a * x;
        break;
      case 2:
        for (const a of term.a) sum += a * x * x;
        break;
      default:
        sum += term.a.b / (x * x + 1);
    }
  }
  return sum;
}

// @check value([{ kind: 1, a: 2 }, { kind: 2, a: [0.5, 0.25] }, { kind: -1, a: { b: 1.5 } }], 0.7)
