// @differentiable
export function f(a: readonly number[][][]): number {
  let s = 0;
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < a[i]!.length; j++) for (let k = 0; k < a[i]![j]!.length; k++) s += a[i]![j]![k]! ** 2 * (i + k);
  return s;
}

// @check f([[[1, 2], [3]], [[4, 5, 6]]])
