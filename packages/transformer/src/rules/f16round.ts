/** `Math.f16round`: the engine's own where it has one (ES2025), else the same function in double arithmetic. */
export const f16round: (x: number) => number = engineF16round() ?? roundToHalf;

function engineF16round(): ((x: number) => number) | undefined {
  const found: unknown = Reflect.get(Math, "f16round");
  return typeof found === "function" ? (found as (x: number) => number) : undefined;
}

/** The nearest half-precision number (11 bits, exponents −14 … 15), ties to even. */
export function roundToHalf(x: number): number {
  const size = Math.abs(x);
  if (!(size > 0 && size < Infinity)) return x;
  if (size >= 65520) return Math.sign(x) * Infinity;
  // The distance of two neighbours at this size; below 2^−14 they are evenly spaced.
  const spacing = 2 ** (Math.max(Math.floor(Math.log2(size)), -14) - 10);
  // Adding 2^52 leaves no bits for a fraction: the hardware rounds, to even.
  return Math.sign(x) * (size / spacing + 2 ** 52 - 2 ** 52) * spacing;
}
