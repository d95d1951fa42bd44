interface Options {
  readonly steps?: number;
  readonly damping?: (i: number) => number;
  readonly onStep?: (x: number) => void;
}

function descend(slope: (x: number) => number, start: number, { steps = 3, damping, onStep }: Options = {}): number {
  let x = start;
  for (let i = 0; i < steps; i++) {
    const rate = damping ? damping(i) : 0.1;
    x -= rate * slope(x);
    onStep?.(x);
  }
  return x;
}

function along(x: number, g?: (t: number) => number, h: (t: number) => number = Math.sin): number {
  if (g === undefined) return h(x);
  return typeof g === "function" && x > 0 ? g(x) * h(x) : x;
}

function either(x: number, g?: (t: number) => number): number {
  const chosen = g ?? Math.exp;
  return chosen(x) + (g?.(x) ?? x);
}

// @differentiable
export function f(a: number, b: number): number {
  let seen = 0;
  const slope = (x: number): number => 2 * a * x;
  const first = descend(slope, b);
  const second = descend(slope, b, { damping: (i) => a / (i + 2) });
  const third = descend(Math.cos, b, { steps: 2, onStep: (x) => (seen += x * a) });
  const others = along(a) + along(a, (t) => t * b) + along(a, Math.cos, Math.tanh) + either(b) + either(b, (t) => t * t);
  return first * second + third * seen + others;
}

// @check f(0.7, 1.3)
