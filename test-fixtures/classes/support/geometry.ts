export class Vec2 {
  static readonly origin: Vec2 = new Vec2(0, 0);
  readonly x: number;
  readonly y: number;

  constructor(x: number, y: number) {
    this.x = x;
    this.y = y;
  }

  minus(other: Vec2): Vec2 {
    return new Vec2(this.x - other.x, this.y - other.y);
  }

  get length(): number {
    return Math.hypot(this.x, this.y);
  }
}

class Unexported {
  readonly by: number;
  constructor(by: number) {
    this.by = by;
  }
  moved(v: Vec2): Vec2 {
    return new Vec2(v.x + this.by, v.y * this.by);
  }
}

export function distance(a: Vec2, b: Vec2): number {
  return new Unexported(a.x).moved(a).minus(b).length + a.minus(Vec2.origin).length;
}
