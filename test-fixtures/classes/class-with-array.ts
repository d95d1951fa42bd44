export class Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;

  constructor(rows: number, columns: number, data?: Float64Array) {
    this.rows = rows;
    this.columns = columns;
    this.data = data ?? new Float64Array(rows * columns);
  }

  at(i: number, j: number): number {
    return this.data[i * this.columns + j]!;
  }

  times(other: Matrix): Matrix {
    const data = new Float64Array(this.rows * other.columns);
    for (let i = 0; i < this.rows; i++) {
      for (let j = 0; j < other.columns; j++) {
        let sum = 0;
        for (let k = 0; k < this.columns; k++) sum += this.at(i, k) * other.at(k, j);
        data[i * other.columns + j] = sum;
      }
    }
    return new Matrix(this.rows, other.columns, data);
  }

  trace(): number {
    let sum = 0;
    for (let i = 0; i < this.rows; i++) sum += this.at(i, i);
    return sum;
  }
}

// @differentiable
export function f(data: Float64Array, x: number): number {
  const m = new Matrix(2, 2, data);
  const n = new Matrix(2, 2, new Float64Array([x, 1, x * x, 2]));
  return m.times(n).times(m).trace() + new Matrix(2, 2).trace() * x;
}

// @differentiable
export function square(data: Float64Array): Matrix {
  const m = new Matrix(2, 2, data);
  return m.times(m);
}
// @check f(Float64Array.of(1, 2, 3, 4), 1.5)
// @check square(Float64Array.of(1, 2, 3, 4))
