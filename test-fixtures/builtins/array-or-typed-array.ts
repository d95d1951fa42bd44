// @differentiable
export function f(xs: number[] | Float64Array | Float32Array, k: number): number {
  const part = xs.slice(1);
  part[0] = part[0]! * k;
  let s = xs[1]! * k;
  part.forEach((x, i) => {
    s += x * x * (i + 1);
  });
  return s + (part instanceof Float64Array ? k : k * k);
}

// @check f([0.5, 1.5, 2.2], 1.3)
// @check f(new Float64Array([0.5, 1.5, 2.2]), 1.3)
