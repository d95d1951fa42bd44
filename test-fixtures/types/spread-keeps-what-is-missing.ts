export interface Option {
  u: number;
  w?: number;
  tip?: { v: number } | null;
}

// @differentiable
// @check f(0.7, { u: 1 })
// @check f(0.7, { u: 1, w: 2 })
// @check f(0.7, { u: 1, tip: { v: 3 } })
// @check f(0.7, { u: 2, w: 1, tip: { v: 2 } })
export function f(x: number, o: Option): number {
  const p: Option = { ...o, u: x };
  const { u, ...rest } = p;
  const keys = Object.keys(p).length + ("w" in p ? 10 : 0) + ("tip" in rest ? 100 : 0);
  return u * u * keys + (p.w ?? x) * (rest.w ?? 3) + (rest.tip?.v ?? 1) * x;
}

// @differentiable
// @check g(0.7, { u: 1 })
// @check g(-0.7, { u: 1, w: 2 })
// @check g(0.7, { u: 1, tip: { v: 3 } })
export function g(x: number, o: Option): Option {
  const list: Option[] = [];
  for (let i = 0; i < 2; i++) list.push({ ...o, u: x * i });
  return { ...list[1]!, ...(x > 0 ? { w: x } : {}) };
}

type Shape = { kind: "disc"; r: number } | { kind: "box"; w: number; h: number };

// @differentiable modes: jvp, vjp, grad, hvp
// @check area({ kind: "disc", r: 2 })
// @check area({ kind: "box", w: 2, h: 3 })
export function area(shape: Shape): number {
  const copy = { ...shape } as Shape;
  if (copy.kind === "disc") copy.r *= 2;
  return copy.kind === "disc" ? Math.PI * copy.r * copy.r : copy.w * copy.h;
}
