/** What `checkGradient` throws: an error that vitest, jest and node:test show as a failed assertion, with both numbers. */
export class GradientError extends Error {
  override readonly name = "AssertionError";
  readonly code = "ERR_ASSERTION";
  readonly operator = "checkGradient";
  /** The number that is wrong: `params[2].rate`. */
  readonly path: string;
  readonly actual: unknown;
  readonly expected: unknown;
  /** The step of the differences it was compared with, where it was. */
  readonly step: number | undefined;

  constructor(message: string, { path, actual, expected, step }: Mismatch) {
    super(message);
    this.path = path;
    this.actual = actual;
    this.expected = expected;
    this.step = step;
  }
}

export interface Mismatch {
  readonly path: string;
  readonly actual: unknown;
  readonly expected: unknown;
  readonly step?: number | undefined;
}
