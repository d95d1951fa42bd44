type F = (t: number) => number;

// @differentiable
export function reversed(x: number): number {
  const a: [F, F] = [Math.sin, Math.cos];
  const b: [F, F] = [Math.cos, Math.sin];
  const either = x > 0 ? a : b;
  either.reverse();
  return a[0](x);
}

interface Pair {
  first: F;
  second: F;
}

function swap(pair: Pair): void {
  const { first } = pair;
  pair.first = pair.second;
  pair.second = first;
}

// @differentiable
export function swapped(x: number): number {
  const pair: Pair = { first: Math.sin, second: Math.cos };
  const other: Pair = { first: Math.cos, second: Math.sin };
  swap(x > 0 ? pair : other);
  return pair.first(x);
}

// @differentiable
export function swappedAlone(x: number): number {
  const pair: Pair = { first: Math.sin, second: Math.cos };
  swap(pair);
  return pair.first(x);
}

interface Holder {
  held: { at: F };
}

function put(into: Holder, held: { at: F }): void {
  into.held = held;
}

// @differentiable
export function replaced(x: number): number {
  const one: Holder = { held: { at: Math.sin } };
  const two: Holder = { held: { at: Math.cos } };
  const either = x > 0 ? one : two;
  const inner = (x > 1 ? one : two).held;
  put(either, inner);
  return one.held.at(x);
}

// @check reversed(0.4)
// @check reversed(-0.7)
// @closed grad reversed(0.4) = -0.3894183423086505
// @closed grad reversed(-0.7) = 0.7648421872844885
// @check swapped(0.4)
// @check swapped(-0.7)
// @check swappedAlone(0.4)
// @check replaced(0.4)
// @check replaced(1.4)
// @check replaced(-0.7)
