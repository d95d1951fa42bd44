/**
 * Which way a program went: a hash of the outcomes of its comparisons, roundings and choices. Two points with one hash lie on one smooth piece,
 * as far as these decide.
 */
let hash = 0;

export function startPath(): void {
  hash = 0;
}

export function pathTaken(): number {
  return hash;
}

/** Notes an outcome and hands it on. */
export function noted<T>(outcome: T): T {
  const number = typeof outcome === "number" ? outcome : typeof outcome === "boolean" ? (outcome ? 1 : 2) : 3;
  hash = (Math.imul(hash, 31) + (Number.isFinite(number) ? Math.floor(number * 16) : 7)) | 0;
  return outcome;
}

let steps = 0;

/** A step of rounding to single precision: no two runs are then on one smooth piece. */
export function notSmooth(): void {
  hash = (Math.imul(hash, 31) + ++steps) | 0;
}
