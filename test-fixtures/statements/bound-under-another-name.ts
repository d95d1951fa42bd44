// The bound of a loop is asked before every round, and the body moves it under another name.
function grow(a: number[], b: number[], x: number): number {
  let s = 0;
  for (let i = 0; i < a.length; i++) {
    if (b.length < 5) b.push(x * i);
    s += a[i]! ** 2;
  }
  return s;
}

// @differentiable
// @check oneArgumentTwice(1.5)
export function oneArgumentTwice(x: number): number {
  const c = [x, 2];
  return grow(c, c, x);
}

// @differentiable
// @check inRecord([1.5, 2], 0.7)
export function inRecord(b: number[], x: number): number {
  const c = b.slice();
  const o = { list: c };
  let s = 0;
  for (let i = 0; i < c.length; i++) {
    if (c.length < 6) o.list.push(x * i);
    s += c[i]! * c[i]!;
  }
  return s;
}

// @differentiable
// @check overElements(1.5)
export function overElements(x: number): number {
  const c = [x, 2, x * x];
  const o = { list: c };
  let s = 0;
  for (const v of c) {
    if (c.length < 6) o.list.push(x * v);
    s += v * v;
  }
  return s;
}

// @differentiable
// @check rowReplaced(1.5)
export function rowReplaced(x: number): number {
  const c = [
    [x, 2],
    [x * x, 1, 2, x],
  ];
  let s = 0;
  for (let i = 0; i < c[0]!.length; i++) {
    s += c[0]![i]! ** 2;
    if (i === 0) c[i] = c[1]!;
  }
  return s;
}

export class Bag {
  readonly items: number[];

  constructor(items: number[]) {
    this.items = items;
  }

  get size(): number {
    return this.items.length;
  }

  set least(n: number) {
    while (this.items.length < n) this.items.push(0.5);
  }

  add(x: number): void {
    this.items.push(x);
  }
}

// @differentiable
// @check byMethod(1.5)
export function byMethod(x: number): number {
  const c = [x, 2, x * x];
  const bag = new Bag(c);
  let s = 0;
  for (let i = 0; i < c.length; i++) {
    if (i < 3) bag.add(x * i);
    s += c[i]! ** 2;
  }
  return s;
}

// @differentiable
// @check byAccessors(1.5)
export function byAccessors(x: number): number {
  const bag = new Bag([x, x * x]);
  let s = 0;
  for (let i = 0; i < bag.size; i++) {
    if (i === 0) bag.least = 4;
    s += bag.items[i]! ** 2 + x;
  }
  return s;
}

// @differentiable
// @check steadyRows([[1.5, 2], [3, 0.5]])
export function steadyRows(m: number[][]): number {
  const out = m.map((row) => new Array<number>(row.length).fill(0));
  let s = 0;
  for (let i = 0; i < m.length; i++) for (let j = 0; j < m[0]!.length; j++) out[i]![j] = m[i]![j]! * m[j]![i]!;
  for (const row of out) for (const v of row) s += v * v;
  return s;
}
