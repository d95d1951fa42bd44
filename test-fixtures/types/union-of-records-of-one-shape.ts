type S = { kind: "a"; w: number } | { kind: "b"; w: number } | { kind: "c"; v: number };
function mk(x: number, i: number): S { return i === 0 ? { kind: "a", w: x } : i === 1 ? { kind: "b", w: x * x } : { kind: "c", v: x * 3 }; }
// @differentiable wrt: x
export function f(x: number, n: number): number {
  const ss: S[] = [];
  for (let i = 0; i < n; i++) ss.push(mk(x, i % 3));
  let y = 0;
  for (const s of ss) y += s.kind === "a" ? s.w : s.kind === "b" ? s.w * 2 : s.v;
  return y;
}
// @differentiable
export function g(s: S): number { return s.kind === "a" ? s.w : s.kind === "b" ? s.w * 2 : s.v; }

// @check f(1.1, 5)
// @check g({ kind: "a", w: 3 })
// @check g({ kind: "b", w: 3 })
// @check g({ kind: "c", v: 3 })
