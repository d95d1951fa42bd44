class Grid {
  readonly h: number;
  constructor(h: number) {
    this.h = h;
  }
  integrate(g: (t: number) => number, n: number): number {
    let s = 0;
    for (let i = 0; i < n; i++) s += this.h * g((i + 0.5) * this.h);
    return s;
  }
  sum(n: number): number {
    return this.integrate((t) => t * this.h, n);
  }
}

// @differentiable
export function f(h: number, k: number): number {
  const grid = new Grid(h);
  return grid.integrate((t) => Math.exp(k * t), 3) * grid.sum(2) + grid.integrate(Math.sin, 2);
}

// @check f(0.4, 1.5)
