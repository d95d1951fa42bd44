// A literal of a constant carries nothing: its tangent is 0 also where the place may be without a number.
const defaults = { rate: 0.1, scale: 2 } as const;

interface Options {
  rate: number | undefined;
}

// @differentiable
export function variable(x: number): number {
  let rate: number | undefined = x;
  if (x > 1) rate = defaults.scale;
  return rate ?? 5;
}

// @differentiable
export function absent(x: number): number {
  const scale = x > 2 ? defaults.scale : undefined;
  let rate: number | undefined = x;
  if (x > 1) rate = scale;
  return (rate ?? 5) * x;
}

// @differentiable
export function elements(x: number): number {
  const scale = x > 0 ? defaults.scale : undefined;
  const rates: (number | undefined)[] = [x];
  for (let i = 0; i < 2; i++) rates[i] = i === 1 ? scale : x;
  rates.push(scale, x);
  let sum = 0;
  for (const rate of rates) sum += (rate ?? 5) * x;
  return sum;
}

// @differentiable
export function field(x: number): number {
  const options: Options = { rate: x };
  const scale = x > 0 ? defaults.scale : undefined;
  if (x > 1) options.rate = scale;
  return (options.rate ?? 5) * x;
}

function choose(x: number, scale: number | undefined): number | undefined {
  return x > 1 ? scale : x;
}

// @differentiable
export function called(x: number): number {
  return (choose(x, x > 0 ? defaults.scale : undefined) ?? 3) * x;
}

// @check variable(2)
// @check variable(0.5)
// @check absent(3)
// @check absent(1.5)
// @check absent(0.5)
// @check elements(2)
// @check elements(-2)
// @check field(2)
// @check field(0.5)
// @check called(2)
// @check called(0.5)
