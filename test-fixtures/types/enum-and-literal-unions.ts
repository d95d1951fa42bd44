type Sign = 1 | -1;

// @differentiable
export function f(x: number, sign: Sign, mode: "up" | "down"): number {
  return mode === "up" ? sign * x * x : x * x * x;
}

// @check f(1.5, -1, "up")
// @check f(1.5, -1, "down")
// @closed grad f(3, -1, "up") = -6
