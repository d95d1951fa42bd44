// @differentiable
export function f(kind: "linear" | "square" | "cube", x: number): number {
  switch (kind) {
    case "linear":
      return 3 * x;
    case "square":
      return x * x;
    case "cube": {
      const square = x * x;
      return square * x;
    }
  }
}

// @check f("linear", 2)
// @check f("square", 2)
// @check f("cube", 2)
