type Scalar = (t: number) => number;

function chain(first: Scalar, second: Scalar): Scalar {
  return (t) => second(first(t));
}

function applied(x: number, g: Scalar, ...more: readonly number[]): number {
  let s = g(x);
  for (const one of more) s = g(s * one);
  return s;
}

const compose =
  (g: Scalar) =>
  (h: Scalar): Scalar =>
  (t) =>
    g(h(t));

// @differentiable
export function f(x: number, y: number): number {
  const both = chain(Math.sin, (t) => t * y);
  const three = compose(both)(chain(both, Math.exp));
  const bound = { scale: y, by: (t: number): number => t * x };
  const { by, scale } = bound;
  return applied(x, three, 0.5, y) * applied(y, by) + scale * ((t: number) => t * t)(by(2)) + (x > 0 ? Math.sin : Math.cos)(y);
}

// @check f(0.5, 0.7)
