/** Classes over vectors of any kind, boxes, linked lists and matrices with their sizes in their types. */
export class Vec<T extends number[] | Float64Array> {
  constructor(readonly items: T) {}
  dot(other: Vec<T>): number {
    let sum = 0;
    for (let i = 0; i < this.items.length; i++) sum += this.items[i]! * other.items[i]!;
    return sum;
  }
  get norm(): number {
    return Math.sqrt(this.dot(this));
  }
}

export class Box<T> {
  constructor(readonly value: T) {}
  map<U>(f: (value: T) => U): Box<U> {
    return new Box(f(this.value));
  }
  static of<V>(value: V): Box<V> {
    return new Box(value);
  }
}

export class Tagged<T> extends Box<T[]> {
  readonly tag: string;
  constructor(value: T, tag: string) {
    super([value, value]);
    this.tag = tag;
  }
  first(): T {
    return this.value[0]!;
  }
}

export class List<T> {
  head: T | undefined;
  tail: List<T> | undefined;
  constructor(head?: T, tail?: List<T>) {
    this.head = head;
    this.tail = tail;
  }
  reduce<A>(f: (sum: A, item: T) => A, start: A): A {
    let sum = start;
    let at: List<T> | undefined = this;
    while (at !== undefined) {
      if (at.head !== undefined) sum = f(sum, at.head);
      at = at.tail;
    }
    return sum;
  }
}

export class Matrix<R extends number, C extends number> {
  readonly rows: R;
  readonly columns: C;
  readonly data: Float64Array;
  constructor(rows: R, columns: C, data: Float64Array) {
    this.rows = rows;
    this.columns = columns;
    this.data = data;
  }
  times<K extends number>(other: Matrix<C, K>): Matrix<R, K> {
    const data = new Float64Array(this.rows * other.columns);
    for (let i = 0; i < this.rows; i++) {
      for (let j = 0; j < other.columns; j++) {
        let sum = 0;
        for (let k = 0; k < this.columns; k++) {
          sum += this.data[i * this.columns + k]! * other.data[k * other.columns + j]!;
        }
        data[i * other.columns + j] = sum;
      }
    }
    return new Matrix(this.rows, other.columns, data);
  }
  get trace(): number {
    let sum = 0;
    for (let i = 0; i < Math.min(this.rows, this.columns); i++) sum += this.data[i * this.columns + i]!;
    return sum;
  }
}

// @differentiable
export function norms(xs: number[], ys: Float64Array): number {
  return new Vec(xs).norm * new Vec(ys).norm;
}

// @differentiable
export function angle(a: Vec<number[]>, b: Vec<number[]>): number {
  return a.dot(b) / (a.norm * b.norm);
}

// @differentiable
export function boxed(x: number, name: string): number {
  const box = Box.of(x).map((v) => ({ v: v * v, name }));
  return box.value.v * box.map(({ v }) => [v, Math.sin(v)]).value[1]!;
}

// @differentiable
export function tagged(x: number): number {
  const one = new Tagged(x, "one");
  return one.first() * one.map((values) => values.length + values[1]! ** 2).value;
}

// @differentiable
export function listed(x: number, y: number): number {
  const list = new List<number>(x, new List(y, new List(x * y)));
  return list.reduce((sum, item) => sum + item ** 2, 0);
}

// @differentiable
export function product(a: Float64Array, b: Float64Array): number {
  const left = new Matrix(2, 3, a);
  const right = new Matrix(3, 2, b);
  return left.times(right).trace + right.times(left).trace ** 2;
}
// @check norms([1, 2, -0.5], new Float64Array([0.3, 0.4]))
// @check angle(new Vec([1, 2]), new Vec([0.5, -1]))
// @check boxed(1.2, "a")
// @check tagged(1.2)
// @check listed(1.2, 0.4)
// @check product(new Float64Array([1, 2, 3, 4, 5, 6]), new Float64Array([0.5, 0.1, -0.3, 0.7, 0.2, 0.9]))
