interface Inner {
  readonly y: number;
  readonly zs?: readonly number[];
}

// @differentiable
export function f(x: number, inner?: Inner, more: Inner | null = null): number {
  let s = x * (inner?.y ?? x);
  for (const z of inner?.zs ?? []) s += z * z * x;
  return more === null ? s : s * more.y;
}

// @check f(1.5)
// @check f(1.5, { y: 2 })
// @check f(1.5, { y: 2, zs: [1, 3] }, { y: 0.5, zs: [4] })
