interface Inner {
  readonly gain: number;
  readonly table: readonly number[];
}

interface Options {
  readonly inner: Inner;
  readonly offset: number;
  readonly power?: number;
}

function respond(x: number, { inner, offset, power = 2 }: Options): number {
  let total = offset;
  for (const entry of inner.table) {
    if (total > 50) break;
    total += inner.gain * entry * x ** power;
  }
  return total;
}

// @differentiable wrt: options.inner.gain, options.inner.table, options.power, x
export function f(x: number, options: Options): number {
  return respond(x, options) * options.inner.gain;
}

// @differentiable wrt: options.power
export function g(x: number, options: Options): number {
  return respond(x, options) * options.inner.gain;
}

// @check f(1.3, { inner: { gain: 0.7, table: [1, 2, -0.5] }, offset: 0.3, power: 1.5 })
// @check f(1.3, { inner: { gain: 0.7, table: [1, 2, -0.5] }, offset: 0.3 })
// @check g(1.3, { inner: { gain: 0.7, table: [1, 2, -0.5] }, offset: 0.3, power: 1.5 })
