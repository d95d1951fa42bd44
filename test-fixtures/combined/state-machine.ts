type Phase = "rise" | "fall" | "rest";

// @differentiable
export function f(x: number, y: number): number {
  let phase: Phase = "rise";
  let s = x;
  let steps = 0;
  while (steps++ < 12) {
    if (phase === "rise") {
      s = s * 1.4 + y;
      if (s > 4) phase = "fall";
    } else if (phase === "fall") {
      s = s * s * 0.15;
      if (s < 1) phase = "rest";
    } else {
      s = s + Math.sin(s * y) * 0.2;
      if (steps > 10) break;
    }
  }
  return s * y;
}

// @check f(0.9, 0.5)
