// @differentiable
export function f(x: number, kinds: readonly number[]): number {
  let s = x;
  for (let i = 0; i < kinds.length; i++) {
    switch (kinds[i]) {
      case 1:
        s = s * s;
      case 2:
        s = s + x;
        break;
      case 3:
        return s * x * i;
      default:
        continue;
    }
    s = s * 0.5;
  }
  return s * s;
}

// @nonsmooth f(1.3, [1, 2, 3, 1])
// @nonsmooth f(1.3, [1, 0, 2])
