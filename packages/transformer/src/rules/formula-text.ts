/** Formulas as JavaScript text, for the published reference and for messages. */
import type { Formula, PrimName } from "./formula.ts";
import type { Operator } from "./rule.ts";
import { scalarRules } from "./scalar.ts";

/** A text and how tightly it binds; 20 for a name, a literal or a call. */
interface Text {
  readonly text: string;
  readonly precedence: number;
}

/** The text of a formula whose parameters have these names. What only derivative code uses is written as a call. */
export function textOfFormula(formula: Formula, params: readonly string[]): string {
  return textOf(formula, params, new Map());
}

/** The same, with a name for each part that is used more than once: `r * r`, where r is `1 + x`. */
export function textWithNames(
  formula: Formula,
  params: readonly string[],
): { readonly text: string; readonly where: ReadonlyMap<string, string> } {
  const names = ["r", "s", "t", "u", "v"].filter((name) => !params.includes(name));
  const nameOfPart = new Map<Formula, string>();
  const where = new Map<string, string>();
  for (const part of sharedParts(formula)) {
    const name = names[nameOfPart.size] ?? `r${nameOfPart.size}`;
    where.set(name, textOf(part, params, nameOfPart));
    nameOfPart.set(part, name);
  }
  return { text: textOf(formula, params, nameOfPart), where };
}

/** The primitives of a formula that are read more than once, operands first. */
function sharedParts(formula: Formula): readonly Formula[] {
  const uses = new Map<Formula, number>();
  const finished: Formula[] = [];
  const visit = (part: Formula): void => {
    if (part.kind !== "prim") return;
    const before = uses.get(part) ?? 0;
    uses.set(part, before + 1);
    if (before > 0) return;
    part.args.forEach(visit);
    finished.push(part);
  };
  visit(formula);
  return finished.filter((part) => (uses.get(part) ?? 0) > 1);
}

function textOf(formula: Formula, params: readonly string[], nameOfPart: ReadonlyMap<Formula, string>): string {
  const visit = (part: Formula): Text => {
    const name = nameOfPart.get(part);
    if (name !== undefined) return primary(name);
    switch (part.kind) {
      case "param":
        return primary(params[part.index] ?? `arg${part.index + 1}`);
      case "out":
      case "seed":
        return primary(part.kind);
      case "const":
        return textOfNumber(part.value);
      case "prim":
        return textOfPrim(part.prim, part.args.map(visit));
    }
  };
  return visit(formula).text;
}

/** How a call of a primitive is written, for instance `a / b` or `Math.hypot(...xs)`. */
export function textOfCall(name: PrimName): string {
  return textOfPrim(name, scalarRules[name].params.map(primary)).text;
}

function textOfPrim(name: PrimName, args: readonly Text[]): Text {
  const { source } = scalarRules[name];
  if (typeof source === "string") return textOfFunction(source, args);
  return source.kind === "expansion" ? textOfFunction(name, args) : textOfOperator(source, args);
}

function textOfFunction(callee: string, args: readonly Text[]): Text {
  return primary(`${callee}(${args.map(({ text }) => text).join(", ")})`);
}

function textOfOperator({ kind, token, precedence, associativity }: Operator, args: readonly Text[]): Text {
  const [first = primary(""), second = primary(""), third = primary("")] = args;
  switch (kind) {
    case "prefix":
      return { text: token + operand(first, first.text.startsWith(token) ? precedence + 1 : precedence), precedence };
    case "infix": {
      // A prefix may not stand on the left of `**`.
      const left = token === "**" ? 15 : associativity === "left" ? precedence : precedence + 1;
      const right = associativity === "left" ? precedence + 1 : precedence;
      return { text: `${operand(first, left)} ${token} ${operand(second, right)}`, precedence };
    }
    case "conditional": {
      const [test, yes, no] = [operand(first, precedence + 1), second.text, third.text];
      return { text: `${test} ? ${yes} : ${no}`, precedence };
    }
  }
}

function operand({ text, precedence }: Text, least: number): string {
  return precedence < least ? `(${text})` : text;
}

function primary(text: string): Text {
  return { text, precedence: 20 };
}

const namedConstants: ReadonlyMap<number, string> = new Map([
  [Math.LOG10E, "Math.LOG10E"],
  [Math.LOG2E, "Math.LOG2E"],
  [Math.LN10, "Math.LN10"],
  [Math.LN2, "Math.LN2"],
]);

function textOfNumber(value: number): Text {
  const text = namedConstants.get(value) ?? (Object.is(value, -0) ? "-0" : String(value));
  return { text, precedence: text.startsWith("-") ? 14 : 20 };
}
