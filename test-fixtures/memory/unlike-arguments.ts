export interface Left {
  a: number;
  w: number;
}
export interface Middle {
  c: number;
  w: number;
}
export interface Right {
  b: number;
  w: number;
}

// @differentiable
export function both(left: Left | Middle | null, right: Right): number {
  if (left === null) return right.b;
  left.w *= right.w;
  return left.w * right.b;
}

// @differentiable
export function numbersOrRecords(a: number | Left, b: number | Left, c: number | Left): number {
  const x = typeof a === "number" ? a : a.a;
  const y = typeof b === "number" ? b : b.a;
  if (typeof c !== "number") c.a = x * y;
  const z = typeof c === "number" ? c : c.a;
  return x * y * z;
}

// @differentiable
export function numbersOrLists(a: number | Left[], b: number | Left[]): number {
  let sum = 0;
  if (typeof a === "number") sum += a;
  else for (const one of a) sum += one.a * one.w;
  if (typeof b === "number") return sum * b;
  for (const one of b) {
    one.w *= sum;
    sum += one.w;
  }
  return sum;
}

// @differentiable wrt: a, x
export function numbersOrHolders(a: number | { at: Left }, b: number | { at: Left }, x: number): number {
  if (typeof a === "number") return typeof b === "number" ? a * b * x : b.at.w * x;
  a.at.w *= x;
  return typeof b === "number" ? a.at.w * b : a.at.w * b.at.w;
}

// @check both({ a: 0.7, w: 0.4 }, { b: 1.3, w: 0.2 })
// @check both(null, { b: 1.3, w: 0.2 })
// @writes both(left)
// @check numbersOrRecords(0.5, 0.5, 0.5)
// @check numbersOrRecords({ a: 0.5, w: 0.1 }, 0.5, { a: 0.5, w: 0.1 })
// @writes numbersOrRecords(c)
// @check numbersOrLists([{ a: 0.5, w: 0.1 }], [{ a: 0.5, w: 0.1 }, { a: 0.25, w: 0.7 }])
// @check numbersOrLists([{ a: 0.5, w: 0.1 }], 0.7)
// @check numbersOrLists(0.7, [{ a: 0.25, w: 0.7 }])
// @writes numbersOrLists(b)
// @check numbersOrHolders({ at: { a: 0.5, w: 0.1 } }, { at: { a: 0.25, w: 0.7 } }, 1.5)
// @check numbersOrHolders(0.5, 0.25, 1.5)
// @check numbersOrHolders(0.5, { at: { a: 0.25, w: 0.7 } }, 1.5)
// @writes numbersOrHolders(a)
