export class Vector {
  readonly x: number;
  readonly y: number;
  constructor(x: number, y: number) {
    this.x = x;
    this.y = y;
    Object.freeze(this);
  }
  static fromArray([x, y]: readonly [number, number]): Vector {
    return new Vector(x, y);
  }
  toArray(): [number, number] {
    return [this.x, this.y];
  }
  lerp(o: Vector, t = 0.5): Vector {
    return new Vector(this.x + (o.x - this.x) * t, this.y + (o.y - this.y) * t);
  }
  map(f: (n: number) => number): Vector {
    return new Vector(f(this.x), f(this.y));
  }
  scale(k: number): Vector;
  scale(kx: number, ky: number): Vector;
  scale(kx: number, ky = kx): Vector {
    return new Vector(this.x * kx, this.y * ky);
  }
  fold<T>(start: T, f: (sum: T, n: number) => T): T {
    return f(f(start, this.x), this.y);
  }
  equals(o: Vector): boolean {
    return this.x === o.x && this.y === o.y;
  }
  toString(): string {
    return `(${this.x}, ${this.y})`;
  }
}
export class Joint {
  x = 0;
  y = 0;
  parent: Joint | null = null;
  set(x: number, y: number): this {
    this.x = x;
    this.y = y;
    return this;
  }
  copy(o: Joint): this {
    return this.set(o.x, o.y);
  }
  clone(): Joint {
    return new Joint().copy(this);
  }
  addScaled(o: Joint, k: number): this {
    this.x += o.x * k;
    this.y += o.y * k;
    return this;
  }
  depthX(): number {
    return this.x + (this.parent ? this.parent.depthX() : 0);
  }
  get lengthSq(): number {
    return this.x * this.x + this.y * this.y;
  }
}
// @differentiable modes: jvp, vjp, grad, hvp
export function everyday(v: Vector, t: number): number {
  const w = Vector.fromArray(v.toArray()).lerp(new Vector(t, 1)).map((n) => n * n * t);
  const [p, q] = w.scale(2).scale(t, 3).toArray();
  return w.equals(v) ? 0 : p * q + w.fold(t, (sum, n) => sum * n);
}
// @differentiable
export function chained(x: number, y: number): number {
  const m = new Joint().set(x, y);
  const n = m.clone().addScaled(m, y).addScaled(m, 2);
  n.parent = m;
  m.x *= 2;
  return n.lengthSq * n.depthX() + m.x;
}
// @differentiable
export function cloned(m: Joint, k: number): number {
  return m.clone().addScaled(m, k).lengthSq;
}
// @check everyday(new Vector(1, 2), 0.7)
// @check chained(1.5, 0.7)
// @check cloned(new Joint().set(1, 2), 0.7)
