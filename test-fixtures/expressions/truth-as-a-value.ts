// @differentiable wrt: p, a
export function f(p: { x: number } | undefined, a: number, n: number): number {
  const has = !!p;
  const some = n ? true : false;
  const both = has && a > 0;
  const same = some === true ? 2 : 3;
  return (both ? p!.x * a : a) * same + (has === true ? a : 0) + (!!n === !!a ? a * a : 1);
}

// @check f({ x: 0.7 }, 1.3, 2)
// @check f(undefined, 1.3, 0)
// @check f({ x: 0.7 }, -1.3, 0)
