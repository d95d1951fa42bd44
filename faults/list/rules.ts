import type { Fault } from "../fault.ts";

const file = "rules/scalar.ts";

/** Wrong partial derivatives, wrong conventions. */
export const rules: readonly Fault[] = [
  {
    name: "cos falls where it rises",
    file,
    from: "partials: [neg(sin(x))],",
    to: "partials: [sin(x)],",
    near: ["builtins/math-trigonometric", "cos", "math"],
  },
  {
    name: "atan forgets a square",
    file,
    from: "partials: [div(1, add(1, square(x)))],",
    to: "partials: [div(1, add(1, x))],",
    near: ["builtins/math-trigonometric", "atan", "math"],
  },
  {
    name: "a quotient rises with its divisor",
    file,
    from: "partials: [div(1, b), neg(div(out, b))],",
    to: "partials: [div(1, b), div(out, b)],",
    near: ["expressions/arithmetic-assignments", "arithmetic", "expressions/"],
  },
  {
    name: "cbrt with a factor of 2",
    file,
    from: "div(1, mul(mul(3, out), out))",
    to: "div(1, mul(mul(2, out), out))",
    near: ["builtins/math-powers-and-roots", "cbrt", "math"],
  },
  {
    name: "log10 with the inverse constant",
    file,
    from: "div(Math.LOG10E, x)",
    to: "div(Math.LN10, x)",
    near: ["builtins/math-exponential", "log", "math"],
  },
  {
    name: "the slope of abs at 0 is that of one side",
    file,
    from: "select(lt(x, 0), -1, zeroOf(x))",
    to: "select(lt(x, 0), -1, -1)",
    near: ["special/abs-at-zero", "special/", "abs"],
  },
  {
    name: "two that tie both get all",
    file,
    from: "select(eq(mine, other), 0.5, NaN)",
    to: "select(eq(mine, other), 1, NaN)",
    near: ["special/max-ties", "special/", "max"],
  },
  {
    name: "several that tie all get all",
    file,
    from: "select(eq(x, out), div(1, ties), NaN)",
    to: "select(eq(x, out), 1, NaN)",
    near: ["special/max-ties", "special/", "max"],
  },
  {
    name: "hypot has a slope at the tip of the cone",
    file,
    from: "element: select(eq(out, 0), 0, select(",
    to: "element: select(eq(out, 0), 1, select(",
    near: ["special/hypot", "special/", "hypot"],
  },
  {
    name: "a remainder does not move with what is divided",
    file,
    from: "partials: [1, round(div(sub(out, a), b))],",
    to: "partials: [0, round(div(sub(out, a), b))],",
    near: ["expressions/remainder", "remainder", "expressions/"],
  },
  {
    name: "tanh of large arguments",
    file,
    from: "square(add(1, abs(out)))",
    to: "square(sub(1, abs(out)))",
    near: ["special/large-arguments", "special/", "math"],
  },
  {
    name: "expm1 is its own slope",
    file,
    from: "partials: [exp(x)],",
    to: "partials: [out],",
    near: ["builtins/math-exponential", "expm1", "math"],
  },
  {
    name: "atan2 rises with x",
    file,
    from: "neg(div(select(isSteep, 1, ratio), length))",
    to: "div(select(isSteep, 1, ratio), length)",
    near: ["special/atan2", "atan2", "math"],
  },
];
