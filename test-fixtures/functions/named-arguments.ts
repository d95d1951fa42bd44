interface Options {
  readonly rate?: number;
  readonly steps?: number;
}

function grow(x: number, { rate = 0.1, steps = 3 }: Options = {}): number {
  let s = x;
  for (let i = 0; i < steps; i++) s = s + rate * s * s;
  return s;
}

// @differentiable
export function f(x: number, rate: number): number {
  return grow(x) + grow(x, { rate }) * grow(rate, { steps: 2, rate: x });
}

// @check f(0.9, 0.3)
