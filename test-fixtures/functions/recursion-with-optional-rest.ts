// A recursive call that leaves out an optional list: nothing stands in its place, and nothing in the place of its adjoint.
interface Span {
  from: number;
  to: number;
}

// @differentiable
export function merged(spans: Span[], depth: number, others: Span[] = []): Span[] {
  if (depth < 1) return [];
  const more = merged(others, depth - 1);
  return [...spans.map(({ from, to }) => ({ from: from * to, to })), ...more];
}
// @check merged([{ from: 0.3, to: 1.2 }], 2.5, [{ from: 2.1, to: 0.7 }])
// @check merged([{ from: 0.3, to: 1.2 }], 1.5)
