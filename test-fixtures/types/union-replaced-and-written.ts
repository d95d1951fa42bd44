type Shape = { kind: "c"; r: number } | { kind: "r"; w: number; h: number };
// @differentiable
export function f(x: number, k: number): number {
  let s: Shape = { kind: "c", r: x };
  for (let i = 0; i < 3; i++) {
    if (s.kind === "c") s = { kind: "r", w: s.r * k, h: x };
    else { s.w *= 2; s = i === 1 ? { kind: "c", r: s.w + s.h } : s; }
  }
  return s.kind === "c" ? s.r : s.w * s.h;
}

// @check f(2, 3)
