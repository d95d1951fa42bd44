export class Complex {
  readonly re: number;
  readonly im: number;

  constructor(re: number, im = 0) {
    this.re = re;
    this.im = im;
  }

  static polar(r: number, phi: number): Complex {
    return new Complex(r * Math.cos(phi), r * Math.sin(phi));
  }

  add(other: Complex): Complex {
    return new Complex(this.re + other.re, this.im + other.im);
  }

  mul(other: Complex): Complex {
    return new Complex(this.re * other.re - this.im * other.im, this.re * other.im + this.im * other.re);
  }

  div(other: Complex): Complex {
    const d = other.abs2();
    return new Complex(
      (this.re * other.re + this.im * other.im) / d,
      (this.im * other.re - this.re * other.im) / d,
    );
  }

  exp(): Complex {
    return Complex.polar(Math.exp(this.re), this.im);
  }

  abs2(): number {
    return this.re ** 2 + this.im ** 2;
  }
}

// @differentiable
export function product(a: Complex, b: Complex): Complex {
  return a.mul(b);
}

// @differentiable
export function real(x: number): number {
  return new Complex(x).mul(new Complex(x, 1)).re;
}

// @differentiable wrt: c
export function julia(c: Complex, n: number): number {
  let z = new Complex(0.1, 0.2);
  for (let i = 0; i < n; i++) z = z.mul(z).add(c);
  return z.div(c.exp()).abs2();
}
// @check product(new Complex(1, 2), new Complex(3, -1))
// @closed value product(new Complex(1, 2), new Complex(3, -1)) = ({ re: 5, im: 5 })
// @closed jvp product(new Complex(1, 2), new Complex(3, -1))({ re: 1, im: 1 }, { re: 0, im: 2 }) = ({ re: 0, im: 4 })
// @check real(1.5)
// @closed grad real(1.5) = 3
// @check julia(new Complex(0.3, -0.2), 3)
// @check julia(new Complex(0.3, -0.2), 0)
