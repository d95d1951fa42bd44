function twice(body: () => void): void {
  body();
  body();
}

// @differentiable
export function f(xs: readonly number[], k: number): number {
  for (var i = 0; i < xs.length; i++) {
    var s = xs[i]! * k;
    twice(() => {
      s += s * xs[i % 2]!;
    });
    if (s > 5) {
      var extra = s * k;
      twice(() => {
        extra *= k;
      });
    }
  }
  return s! * k + (extra! || 1);
}

// @check f([0.5, 1.5], 0.7)
// @check f([0.5, 2.5], 1.7)

// @differentiable
export function g(x: number): number {
  let first = { at: (t: number): number => t };
  for (var i = 0; i < 3; i++) {
    twice(() => {
      x += i;
    });
  }
  first = { at: (t) => t * i * x };
  const early = { at: (t: number): number => t + i };
  i += 2;
  return first.at(x) + early.at(x);
}

// @check g(1.5)
