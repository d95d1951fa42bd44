/** Functions that grow out of others: in loops, by recursion, from lists. */
type Step = (t: number) => number;

// @differentiable wrt: x modes: jvp, vjp, grad, hvp
export function horner(x: number, n: number): number {
  let g = (t: number): number => t;
  for (let i = 0; i < n; i++) {
    const h = g;
    g = (t) => h(t) * x + i;
  }
  return g(x);
}

// @differentiable modes: jvp, vjp, grad, hvp
export function doubled(x: number): number {
  let g: Step = Math.sin;
  let turns = 0;
  while (turns < 3) {
    const before = g;
    if (turns === 1) g = (t) => before(t) - before(-t * x);
    else g = (t) => before(before(t) * x) + Math.cos(t * turns);
    turns++;
  }
  return g(x);
}

function compose(steps: readonly Step[]): Step {
  let all: Step = (t) => t;
  for (const step of steps) {
    const inner = all;
    all = (t) => step(inner(t));
  }
  return all;
}

// @differentiable
export function composed(x: number, a: number): number {
  return compose([Math.sin, (t) => t * a, Math.exp])(x);
}

function power(n: number, x: number): Step {
  if (n === 0) return (t) => t;
  const rest = power(n - 1, x);
  return (t) => rest(t) * x;
}

// @differentiable wrt: x
export function recursive(x: number, n: number): number {
  return power(n, x)(x);
}

// @differentiable
export function chosen(x: number, k: number): number {
  let act: Step = (t) => t;
  if (k > 0) act = Math.tanh;
  if (k > 1) {
    const a = x * 2;
    act = (t) => a * t + k;
  }
  return act(x) + act(x * x);
}

// @check horner(2, 2)
// @check horner(0.8, 5)
// @closed grad horner(2, 2) = 12
// @check doubled(0.7)
// @check composed(0.7, 1.3)
// @check recursive(1.2, 3)
// @closed grad recursive(1.5, 2) = 6.75
// @check chosen(0.4, -0.5)
// @check chosen(0.4, 0.5)
// @check chosen(0.4, 1.5)
// @closed grad chosen(2, 1.5) = [32, 2]
