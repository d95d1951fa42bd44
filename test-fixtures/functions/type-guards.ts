// Type guards and assertions look at a value whose type they leave open: they stay calls, and no derivative goes through them.
type Numbers = number[] | Float64Array;

function isNumbers(value: unknown): value is Numbers {
  return Array.isArray(value) ? value.every((item) => typeof item === "number") : value instanceof Float64Array;
}

function check(input: unknown, options: { readonly least?: number } = {}): asserts input is Numbers {
  const { least = 1 } = options;
  if (!isNumbers(input)) throw new TypeError("input must be an array of numbers");
  if (input.length < least) throw new RangeError(`input must have at least ${least} elements`);
}

function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

const isNumber = (value: any): value is number => typeof value === "number" && !Number.isNaN(value);

// @differentiable modes: jvp, vjp, grad, hvp
export function mean(input: Numbers): number {
  check(input);
  let sum = 0;
  for (let i = 0; i < input.length; i++) sum += input[i]! ** 2;
  return sum / input.length;
}
// @check mean([1.5, 2, 3])
// @check mean(new Float64Array([1.5, 2, 3]))
// @throws mean([])

// @differentiable modes: jvp, vjp, grad, hvp
export function scaled(x: number | readonly number[], factor: number): number {
  assert(factor !== 0, "no factor");
  if (isNumber(x)) return x * factor;
  check(x, { least: 2 });
  return x[0]! * x[1]! * factor;
}
// @check scaled(1.5, 2.5)
// @check scaled([1.5, 0.7], 2.5)
// @throws scaled([1.5], 2.5)
// @throws scaled([1.5, 0.7], 0)
