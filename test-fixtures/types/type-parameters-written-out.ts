type Pair<T> = { readonly first: T; readonly second: T };

// @differentiable
export function f(p: Pair<number>, q: Readonly<Record<"a" | "b", number>>): number {
  return p.first * p.second * q.a * q["b"] * q.b;
}

// @check f({ first: 1.5, second: 2 }, { a: 0.5, b: 3 })
