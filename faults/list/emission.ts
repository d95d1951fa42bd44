import type { Fault } from "../fault.ts";

/** Text that does not say what the representation does. */
export const emission: readonly Fault[] = [
  {
    name: "variables that are alive at the same time become one",
    file: "backend/coalesce.ts",
    from: "if (intersect(first.segments, second.segments)) return;",
    to: "",
    near: ["statements/"],
  },
  {
    name: "a parameter that is written loses what the caller sees of it",
    file: "backend/coalesce.ts",
    from: "if ((first.fixed || second.fixed) && first.name !== second.name) return;",
    to: "",
    near: ["functions/"],
  },
  {
    name: "a swap is done one after the other",
    file: "backend/coalesce.ts",
    from: "if (to === from) continue;",
    to: "if (to === from || moves.length > 2) continue;",
    near: ["statements/", "expressions/"],
  },
  {
    name: "minus a negative is minus",
    file: "backend/expression.ts",
    from: 'if (opposite) return infix(op.prim === "add" ? "-" : "+", operator.precedence, this.text(a), opposite);',
    to: 'if (opposite) return infix("-", operator.precedence, this.text(a), opposite);',
    near: ["expressions/"],
  },
  {
    name: "a negated product loses its sign",
    file: "backend/expression.ts",
    from: 'const left = isProduct ? this.#negatedProduct(inner) : (this.#opposite(a) ?? prefix("-", this.text(a)));',
    to: "const left = isProduct ? this.#negatedProduct(inner) : this.text(a);",
    near: ["expressions/"],
  },
  {
    name: "of a negated quotient a product remains",
    file: "backend/expression.ts",
    from: 'return infix(prim === "mul" ? "*" : "/", 12, left, this.text(b));',
    to: 'return infix("*", 12, left, this.text(b));',
    near: ["expressions/"],
  },
  {
    name: "a choice is printed the other way round",
    file: "backend/expression.ts",
    from: "return conditional(this.text(a), this.text(b), this.text(c));",
    to: "return conditional(this.text(a), this.text(c), this.text(b));",
    near: ["special/"],
  },
  {
    name: "a value with two uses is printed in place of the first",
    file: "backend/fold.ts",
    from: "      uses?.count === 1 &&",
    to: "      uses !== undefined &&",
    near: ["expressions/"],
  },
  {
    name: "a costly bound is computed in every round",
    file: "backend/fold.ts",
    from: "const isSteady = (inner.writes & waiting.reads) === 0 || this.#isLengthSteady(op, waiting);",
    to: "const isSteady = true;",
    near: ["statements/", "memory/"],
  },
  {
    name: "a comparison is negated where it must not be",
    file: "backend/expression.ts",
    from: '["eq", "!=="],',
    to: '["eq", "==="],',
    near: ["statements/"],
  },
  {
    name: "a spread of a choice loses its parentheses",
    file: "backend/expression.ts",
    from: ": `...${item.precedence <= 2 ? `(${item.text})` : item.text}`;",
    to: ": `...${item.text}`;",
    near: ["builtins/"],
  },
  {
    name: "an element is written through another index",
    file: "backend/expression.ts",
    from: 'if (key.kind === "index") return `${object}[${this.text(key.index).text}]`;',
    to: 'if (key.kind === "index") return `${object}[${this.text(key.index).text} | 0]`;',
    near: ["memory/", "special/"],
  },
];
