export class Grid {
  readonly cells: number[];
  private total = 0;
  label?: string;

  constructor(n: number, x: number) {
    this.cells = new Array<number>(n).fill(0);
    this.reset(x);
    this.total += this.cells.length * x;
  }

  reset(x: number): void {
    for (let i = 0; i < this.cells.length; i++) this.cells[i] = x ** (i + 1);
    this.total = x;
  }

  get sum(): number {
    return this.cells.reduce((a, b) => a + b, this.total);
  }
}

export class Scaled extends Grid {
  readonly factor: number;

  constructor(x: number, factor: number) {
    super(2, x * factor);
    this.factor = factor;
    if (factor > 2) this.reset(factor);
  }

  scaledSum(): number {
    return this.sum * this.factor;
  }
}

// @differentiable
export function f(x: number, k: number): number {
  const grid = new Grid(3, x);
  const before = grid.sum;
  grid.reset(k * x);
  return before * grid.sum;
}

// @differentiable
export function made(x: number): Grid {
  return new Grid(3, x * x);
}
// @check f(1.5, 0.7)
// @check made(1.5)
