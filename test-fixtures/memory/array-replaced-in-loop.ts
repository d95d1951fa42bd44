// @differentiable
export function f(xs: readonly number[]): number {
  let a: readonly number[] = xs;
  for (let k = 0; k < 2; k++) {
    const next: number[] = [];
    for (let i = 0; i + 1 < a.length; i++) next.push(a[i]! * a[i + 1]!);
    a = next;
  }
  return a[0]! + a[1]! * a[1]!;
}

// @check f([1.5, 2, 0.5, 3])
