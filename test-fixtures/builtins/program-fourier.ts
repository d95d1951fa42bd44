type Complex = readonly [re: number, im: number];

function transform(xs: readonly Complex[]): readonly Complex[] {
  const n = xs.length;
  if (n === 1) return xs;
  const even = transform(xs.filter((_, i) => i % 2 === 0));
  const odd = transform(xs.filter((_, i) => i % 2 === 1));
  const half = n / 2;
  return xs.map((_, k): Complex => {
    const [er, ei] = even[k % half]!;
    const [or, oi] = odd[k % half]!;
    const angle = (-2 * Math.PI * k) / n;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    return [er + c * or - s * oi, ei + c * oi + s * or];
  });
}

// @differentiable
export function f(xs: readonly number[]): number {
  const spectrum = transform(xs.map((x): Complex => [x, 0]));
  return spectrum.reduce((s, [re, im], k) => s + (re * re + im * im) * (k + 1), 0);
}

// @check f([0.5, 1.5, -0.7, 2])
