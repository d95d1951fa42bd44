function pick(kind: string, x: number): number {
  switch (kind) {
    case "square":
      return x * x;
    case "root":
      if (x < 0) throw new RangeError("negative");
      return Math.sqrt(x);
    default:
      throw new TypeError(kind);
  }
}

// @differentiable modes: jvp, vjp, grad, hvp
export function f(x: number, kinds: readonly string[]): number {
  let s = x;
  for (const kind of kinds) {
    try {
      s = pick(kind, s) + x;
    } catch (e) {
      switch (true) {
        case e instanceof RangeError:
          s = -s * s;
          break;
        default:
          s = s * x;
      }
    }
  }
  return s;
}

// @check f(1.5, ["square", "root", "cube", "square"])
// @check f(-0.7, ["root", "cube", "root"])
