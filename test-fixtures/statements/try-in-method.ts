class Tank {
  level: number;
  readonly most: number;

  constructor(level: number, most: number) {
    this.level = level;
    this.most = most;
  }

  add(x: number): number {
    this.level += x * this.level;
    if (this.level > this.most) throw new RangeError("overflow");
    return this.level;
  }

  tryAdd(x: number): boolean {
    try {
      this.add(x);
      return true;
    } catch {
      this.level *= 0.5;
      return false;
    }
  }
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number, most: number): number {
  const tank = new Tank(x, most);
  let s = 0;
  for (let i = 0; i < 3; i++) {
    if (tank.tryAdd(x)) s += tank.level;
    else s *= tank.level;
  }
  return s * tank.level;
}

// @check f(0.8, 100)
// @check f(0.8, 2)
