// @differentiable
export function f(x: number, kinds: readonly string[]): number {
  let s = x;
  for (const kind of kinds) {
    switch (kind) {
      case "skip":
        continue;
      case "square":
        s = s * s;
        break;
      default:
        s = s + Math.sin(s * x);
    }
    s = s * 0.5 + x;
  }
  return s;
}

// @check f(1.1, ["square", "skip", "other", "square"])
