interface Options {
  readonly x: number;
  readonly rate?: number;
  readonly shift?: number | null;
}

// @differentiable
export function f(o: Options): number {
  const rate = o.rate ?? o.x;
  const shift = o.shift ?? 2 * o.x;
  return o.x * rate * rate + shift * rate;
}

// @check f({ x: 1.5, rate: 2, shift: 3 })
// @check f({ x: 1.5, rate: 2, shift: null })
// @check f({ x: 1.5 })
// @closed grad f({ x: 2, shift: 1 }) = ({ x: 13, shift: 2 })
