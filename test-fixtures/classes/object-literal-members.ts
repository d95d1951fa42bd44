// @differentiable
export function withReceiver(x: number, y: number): number {
  const circle = {
    r: x,
    area(): number {
      return Math.PI * this.r * this.r;
    },
    scaled(by: number): number {
      if (by > 10) return this.area();
      return this.area() * by;
    },
    get diameter(): number {
      return 2 * this.r;
    },
    set diameter(value: number) {
      this.r = value / 2;
    },
  };
  const before = circle.scaled(y) + circle.diameter;
  circle.diameter = y * y;
  return before * circle.area() + circle.r;
}

// @differentiable
export function captures(x: number): number {
  const o = {
    get square(): number {
      return x * x;
    },
  };
  return o.square * x;
}
// @check withReceiver(1.5, 0.7)
// @check withReceiver(1.5, 11)
// @check captures(2)
// @closed grad captures(2) = 12
