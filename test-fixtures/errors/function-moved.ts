type F = (t: number) => number;

// @differentiable
export function reversed(x: number): number {
  const a: [F, F] = [Math.sin, Math.cos]; // @expect AD2011
  const b: [F, F] = [Math.cos, Math.sin]; // @expect AD2011
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
  pair.first = pair.second; // @expect AD2011
  pair.second = first; // @expect AD2011
}

// @differentiable
export function swapped(x: number): number {
  const pair: Pair = { first: Math.sin, second: Math.cos }; // @expect AD2011
  const other: Pair = { first: Math.cos, second: Math.sin }; // @expect AD2011
  swap(x > 0 ? pair : other);
  return pair.first(x);
}

// @differentiable
export function swappedAlone(x: number): number {
  const pair: Pair = { first: Math.sin, second: Math.cos }; // @expect AD2011
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
  const one: Holder = { held: { at: Math.sin } }; // @expect AD2011
  const two: Holder = { held: { at: Math.cos } }; // @expect AD2011
  const either = x > 0 ? one : two;
  const inner = (x > 1 ? one : two).held;
  put(either, inner);
  return one.held.at(x);
}
