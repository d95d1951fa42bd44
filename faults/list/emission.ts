import type { Fault } from "../fault.ts";

/** Text that does not say what the representation does. */
export const emission: readonly Fault[] = [
  {
    name: "variables that are alive at the same time become one",
    file: "backend/coalesce.ts",
    from: "if (intersect(first.segments, second.segments)) return;",
    to: "",
    near: ["statements/loop-carried-rotation", "statements/"],
  },
  {
    name: "a variable goes on under the name of a parameter that was another",
    file: "backend/coalesce.ts",
    from: "if ((first.fixed || second.fixed) && first.name !== second.name) return;",
    to: "",
    near: ["functions/recursion-over-record", "functions/recursion", "functions/"],
  },
  {
    name: "a swap is done one after the other",
    file: "backend/coalesce.ts",
    from: "if (to === from) continue;",
    to: "if (to === from || moves.length > 2) continue;",
    near: ["statements/loop-carried-rotation", "expressions/swap", "statements/", "expressions/"],
  },
  {
    name: "minus a negative is minus",
    file: "backend/expression.ts",
    from: 'if (opposite) return infix(op.prim === "add" ? "-" : "+", operator.precedence, this.text(a), opposite);',
    to: 'if (opposite) return infix("-", operator.precedence, this.text(a), opposite);',
    near: ["expressions/signs", "expressions/"],
  },
  {
    name: "a negated product loses its sign",
    file: "backend/expression.ts",
    from: 'const left = isProduct ? this.#negatedProduct(inner) : (this.#opposite(a) ?? prefix("-", this.text(a)));',
    to: "const left = isProduct ? this.#negatedProduct(inner) : this.text(a);",
    near: ["expressions/arithmetic", "expressions/"],
  },
  {
    name: "of a negated quotient a product remains",
    file: "backend/expression.ts",
    from: 'return infix(prim === "mul" ? "*" : "/", 12, left, this.text(b));',
    to: 'return infix("*", 12, left, this.text(b));',
    near: ["expressions/signs", "expressions/"],
  },
  {
    name: "a choice is printed the other way round",
    file: "backend/expression.ts",
    from: "return conditional(this.text(a), this.text(b), this.text(c));",
    to: "return conditional(this.text(a), this.text(c), this.text(b));",
    near: ["special/max-ties", "special/roots-at-zero", "special/"],
  },
  {
    name: "a value with two uses is printed in place of the first",
    file: "backend/fold.ts",
    from: "      if (uses) {",
    to: "      if (uses && uses.place !== place) {",
    near: ["memory/array-filled-by-callee", "memory/"],
  },
  {
    name: "a read is printed behind a write that comes after it",
    file: "backend/fold.ts",
    from: "if (!other.isSettled && !mine.has(other) && conflict(waiting, other)) this.#settle(waiting, queue);",
    to: "",
    near: ["memory/push-several-and-spread", "memory/", "statements/"],
  },
  {
    name: "a comparison is negated where it must not be",
    file: "backend/expression.ts",
    from: '["eq", "!=="],',
    to: '["eq", "==="],',
    near: ["statements/switch-fall-through", "statements/"],
  },
  {
    name: "a difference on the right loses its parentheses",
    file: "backend/operators.ts",
    from: 'if (child.precedence === precedence) return side === "right" || !flattens(token, own);',
    to: "if (child.precedence === precedence) return !flattens(token, own);",
    near: ["expressions/arithmetic", "expressions/"],
  },
  {
    name: "an element is written through another index",
    file: "backend/expression.ts",
    from: 'if (key.kind === "index") return `${object}[${this.#indexText(ref, key.index)}]`;',
    to: 'if (key.kind === "index") return `${object}[${this.#indexText(ref, key.index)} | 0]`;',
    near: ["expressions/element-out-of-range", "memory/", "special/"],
  },
];
