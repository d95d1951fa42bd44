export class Unsolved extends Error {
  readonly best: number;
  constructor(best: number) {
    super("unsolved");
    this.best = best;
  }
}

function root(x: number): number {
  if (x < 0) throw new Unsolved(x * x);
  return Math.sqrt(x);
}

// @differentiable
export function f(x: number): number {
  try {
    return root(x);
  } catch (e) {
    if (e instanceof Unsolved) return e.best; // @expect AD2042
    throw e;
  }
}

// @differentiable
export function g(x: number): number {
  const made = new Unsolved(x);
  const { best } = made; // @expect AD2042
  return best;
}
