/** Errors of the program, thrown in callees and told apart where they are caught. */
export class SolverError extends Error {
  readonly code: "diverged" | "singular";
  readonly steps: number;
  constructor(code: "diverged" | "singular", steps: number) {
    super(`solver: ${code} after ${steps}`);
    this.name = "SolverError";
    this.code = code;
    this.steps = steps;
  }
  describe(): string { return this.code + "!"; }
}
export class Singular extends SolverError { constructor(steps: number) { super("singular", steps); } }

function solve(x: number, tol: number): number {
  let y = x;
  for (let i = 0; i < 20; i++) {
    const d = 2 * y;
    if (Math.abs(d) < 0.2) throw new Singular(i);
    const next = y - (y * y - x) / d;
    if (Math.abs(next - y) < tol) return next;
    if (next > 50) throw new SolverError("diverged", next);
    y = next;
  }
  return y;
}
// @differentiable wrt: x
export function f(x: number, tol: number): number {
  try {
    return solve(x, tol) * x;
  } catch (e) {
    if (e instanceof Singular) return x * 3 + 1;
    if (e instanceof SolverError && e.code === "diverged") return x * 2;
    throw e;
  }
}
// @differentiable wrt: x
export function g(x: number, tol: number): number {
  if (x < 0) throw new SolverError("diverged", x);
  let r = 0;
  try {
    r = solve(x - 1, tol);
  } catch (e) {
    if (!(e instanceof SolverError)) throw e;
    r = e.describe() === "singular!" ? x * 5 : x * 7;
  } finally {
    r += x;
  }
  return r;
}

// @check f(4, 1e-9)
// @check f(0.05, 1e-9)
// @check f(1e5, 1e-9)
// @closed grad f(4, 1e-9) = 3
// @closed grad f(0.05, 1e-9) = 3
// @closed grad f(1e5, 1e-9) = 2
// @check g(5, 1e-9)
// @check g(1.05, 1e-9)
// @check g(1e5, 1e-9)
// @closed grad g(1.05, 1e-9) = 6
// @closed grad g(1e5, 1e-9) = 8
// @throws g(-1, 1e-9)
