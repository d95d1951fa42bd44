// What `||=`, `??=` and `&&=` give is the number that was there or the literal that is written: it carries a derivative.
const defaults = { rate: 0.1, scale: 2 } as const;

interface Options {
  rate?: number;
}

// @differentiable
export function orDefault(x: number): number {
  const rates = [x + 3];
  return (rates[0] ||= defaults.rate) * x;
}

// @differentiable
export function coalesced(x: number): number {
  const options: Options = { rate: x };
  return (options.rate ??= defaults.rate) * x;
}

// @differentiable
export function kept(x: number): number {
  const xs = Float64Array.of(1, x);
  return (xs[1] &&= defaults.rate);
}

// @differentiable
export function both(x: number): number {
  const options: { rate: number | undefined } = { rate: x > 1 ? x : undefined };
  return ((options.rate &&= x * 2) ?? x * 5) + ((options.rate ||= defaults.scale) && x);
}

// @check orDefault(2)
// @nonsmooth orDefault(-3)
// @check coalesced(2)
// @check kept(2)
// @nonsmooth kept(0)
// @check both(2)
// @check both(0.5)
