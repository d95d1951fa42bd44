const brackets = [
  { upTo: 11_000, rate: 0.1 },
  { upTo: 44_725, rate: 0.12 },
  { upTo: Infinity, rate: 0.24 },
] as const;

// @differentiable
// @check tax(9000)
// @check tax(30000)
// @check tax(90000)
export function tax(income: number): number {
  let [lower, total] = [0, 0];
  for (const { upTo, rate } of brackets) {
    total += rate * (Math.min(income, upTo) - lower);
    if (income <= upTo) break;
    lower = upTo;
  }
  return total;
}
