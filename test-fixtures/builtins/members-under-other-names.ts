const { from, isArray } = Array;
const { entries, values } = Object;
const whole = Number.isInteger;

// @differentiable
export function f(o: { readonly a: number; readonly b: number }, k: number): number {
  const list = from(values(o), (x) => x * k);
  const total = entries(o)
    .map(([name, x]) => (name === "a" ? x * x : x))
    .reduce((s, x) => s + x);
  return isArray(list) && !whole(k) ? total * list[0]! + list[1]! : k;
}

// @check f({ a: 0.5, b: 1.5 }, 0.7)
