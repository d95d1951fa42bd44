interface Pair {
  readonly items: number[];
  readonly sum: number;
}

function grow(items: readonly number[], n: number, x: number): Pair {
  if (n === 0) return { items: [...items], sum: x };
  const next = shrink([...items, x * n], n - 1, x);
  return { items: next.items, sum: next.sum * x + items.length };
}

function shrink(items: readonly number[], n: number, x: number): Pair {
  const rest = items.slice(1);
  if (n === 0) return { items: rest, sum: rest[0] ?? x };
  const inner = grow(rest, n - 1, x * x);
  return { items: [...inner.items, inner.sum], sum: inner.sum };
}

// @differentiable
export function f(xs: readonly number[], x: number): number {
  const { items, sum } = grow(xs, 4, x);
  let s = sum;
  for (const item of items) s = s * 0.5 + item * item;
  return s;
}

// @check f([1, 2, 3], 1.1)
