function twice(body: () => void): void {
  body();
  body();
}

// @differentiable
export function f(xs: readonly number[]): number {
  let s = 1;
  let last = { at: (t: number): number => t };
  for (let i = 0; i < xs.length; i++) {
    let own = xs[i]!;
    const scale = i + 1;
    const bump = (): void => {
      own = own * scale + s;
    };
    twice(bump);
    s += own;
    const here = { at: (t: number): number => t * own * scale };
    bump();
    s += here.at(s);
  }
  last = { at: (t) => t * s };
  return s * last.at(2);
}

// @check f([0.5, 1.5, 0.3])
