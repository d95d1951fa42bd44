// @differentiable
export function f(ps: { p: number; v: number }[], dt: number): void {
  for (let s = 0; s < 3; s++) for (const b of ps) {
    b.v += -b.p * dt;
    b.p += b.v * dt;
  }
}

// @writes f(ps)
// @check f([{ p: 1, v: 0.2 }, { p: 0.3, v: -1 }], 0.1)
