class Vector {
  readonly #x: number;
  readonly #y: number;
  static readonly #unit = 1.5;

  constructor(x: number, y: number) {
    this.#x = x;
    this.#y = y;
  }

  #dot(other: Vector): number {
    return this.#x * other.#x + this.#y * other.#y;
  }

  get norm(): number {
    return Math.sqrt(this.#dot(this)) * Vector.#unit;
  }

  plus(other: Vector): Vector {
    return new Vector(this.#x + other.#x, this.#y + other.#y);
  }
}

class Account {
  private readonly rate: number;
  protected balance: number;

  constructor(rate: number, balance: number) {
    this.rate = rate;
    this.balance = balance;
  }

  private grown(years: number): number {
    return this.balance * Math.exp(this.rate * years);
  }

  after(years: number): number {
    return this.grown(years) + this["rate"];
  }
}

// @differentiable
export function hidden(x: number, y: number): number {
  const a = new Vector(x, y);
  return a.plus(new Vector(y, x * x)).norm * a.norm;
}

// @differentiable
export function typescriptPrivate(rate: number, years: number): number {
  return new Account(rate, 100 * rate).after(years);
}
// @check hidden(1.5, 0.7)
// @check typescriptPrivate(0.05, 3)
