/** Primitives that print as a formula of others: `zmul(s, p)` as `s === 0 || p === 0 ? 0 : s * p`. */
import { InternalError } from "../base/internal-error.ts";
import { evaluateFormula } from "../rules/formula.ts";
import type { Formula, Meaning } from "../rules/formula.ts";
import { computePrim, scalarRules } from "../rules/scalar.ts";
import { conditional, infix, numberText, postfix, prefix, primary } from "./operators.ts";
import type { Text } from "./operators.ts";

/** Text of a part of a formula, with its value where that is known: TypeScript refuses to compare two literals. */
export interface Part {
  readonly text: Text;
  readonly constant?: unknown;
}

export function formulaMeaning(args: readonly Part[]): Meaning<Part> {
  return {
    param: (index) => args[index] ?? nothing("argument"),
    get out(): Part {
      return nothing("result");
    },
    constant: (value) => ({ text: numberText(value), constant: value }),
    prim: (name, parts) => {
      const known = parts.every((part) => part.constant !== undefined);
      if (known)
        return literal(
          computePrim(
            name,
            parts.map((part) => part.constant),
          ),
        );
      const [a, b, c] = parts;
      if (name === "or" && a && b) {
        if (a.constant === false) return b;
        if (b.constant === false) return a;
        if (a.constant === true || b.constant === true) return literal(true);
      }
      if (name === "select" && a && b && c && a.constant !== undefined) return a.constant === true ? b : c;
      const { source } = scalarRules[name];
      const texts = parts.map((part) => part.text);
      if (typeof source === "string")
        return { text: postfix(`${source}(${texts.map(({ text }) => text).join(", ")})`) };
      const [x, y, z] = texts;
      if (source.kind === "prefix" && x) return { text: prefix(source.token, x) };
      if (source.kind === "infix" && x && y) return { text: infix(source.token, source.precedence, x, y) };
      if (source.kind === "conditional" && x && y && z) return { text: conditional(x, y, z) };
      throw new InternalError(`${name} in a formula that is printed`);
    },
  };
}

function literal(value: unknown): Part {
  return { text: typeof value === "number" ? numberText(value) : primary(String(value)), constant: value };
}

function nothing(what: string): never {
  throw new InternalError(`a printed formula reads its ${what}`);
}

/** Which arguments a printed formula mentions, given those that are constants: `zdiv1(0, b)` is 0, whatever b is. */
export function mentionedArguments(formula: Formula, constants: readonly unknown[]): readonly boolean[] {
  const mark = (index: number): string => `$${index}$`;
  const parts = constants.map((constant, i): Part => {
    const text = primary(mark(i));
    return constant === undefined ? { text } : { text, constant };
  });
  const { text } = evaluateFormula(formula, formulaMeaning(parts)).text;
  return constants.map((_, i) => text.includes(mark(i)));
}
