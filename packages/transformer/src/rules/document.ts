/** The published reference of derivatives, made from the table: `docs/derivatives.md`. */
import { constant } from "./formula.ts";
import type { Formula } from "./formula.ts";
import { textOfCall, textOfFormula, textWithNames } from "./formula-text.ts";
import { needsOf, partialOf, pullback } from "./derive.ts";
import type { Kink, Rule } from "./rule.ts";
import { scalarRules } from "./scalar.ts";

/** The Markdown text of the reference. */
export function documentation(): string {
  const rules = Object.values(scalarRules);
  const internal = rules.filter(isInternal);
  const steps = rules.filter((rule) => !isInternal(rule) && isPiecewiseConstant(rule));
  const others = rules.filter((rule) => !isInternal(rule) && !isPiecewiseConstant(rule));
  const lines = [
    ...introduction,
    "## Operators",
    ...others.filter(isOperator).flatMap(chapter),
    "## Functions of `Math`",
    ...others.filter((rule) => !isOperator(rule)).flatMap(chapter),
    "## Piecewise constant",
    "Derivative 0 everywhere, at the jumps too. An active argument is reported by a note.",
    table(
      ["primitive", "note"],
      steps.map((rule) => [code(textOfCall(rule.name)), remarkOf(rule)]),
    ),
    "## Primitives of derivative code",
    "No program is written in these; they make the formulas above closed under differentiation. They are printed as shown.",
    ...internal.flatMap(chapter),
  ];
  return `${lines.join("\n\n")}\n`;
}

const introduction: readonly string[] = [
  "# Derivatives",
  "<!-- Generated from packages/transformer/src/rules/scalar.ts by its tests (vitest -u). Do not edit. -->",
  "Every primitive with its partial derivatives, and what holds where they do not exist. `out` is the result of the " +
    "primitive, which is used again where that is the cheaper or the more accurate form; `seed` is the adjoint of the " +
    "result in the reverse mode, the tangent of the argument in the forward mode. Both modes multiply the same partial " +
    "by the seed, so both give the same numbers.",
  "**Accuracy.** Each partial is within 8 units in the last place of the exact one; a test compares 200 random points of " +
    "each domain with 80-digit arithmetic. On Node 24 the largest error in 8,000 points each was 4.4 units (`tanh`, just " +
    "below 1), then 3.4 (`cbrt`) and 2.6 (`hypot`); all others stay below 2.5. No function of the engine needs an exception. " +
    "Where the partial itself is below 2.3e-308 the last digits are those that such numbers have.",
  "**Strong zero.** In rows marked so, partial times seed is 0 where one of them is exactly 0, even if the other is infinite " +
    "or NaN. `zmul(a, b)` and `zdiv(a, b)` say it in formulas. All other products are plain IEEE arithmetic.",
  "**Special points.** Where no derivative exists, the table states an element of the generalised one (Clarke 1983), the " +
    "symmetric one where symmetry decides. Such weights are constants for higher orders. Outside a domain, where the value is " +
    "NaN, the partial is what the formula gives: the value already says so.",
];

function chapter(rule: Rule): readonly string[] {
  const facts = [...partialFacts(rule), ...(rule.note === undefined ? [] : [rule.note])];
  const special = rule.kinks.length === 0 ? [] : [kinkTable(rule, rule.kinks)];
  return [`### ${code(textOfCall(rule.name))}`, list([...expansionFacts(rule), ...facts]), ...special];
}

function expansionFacts(rule: Rule): readonly string[] {
  const { source } = rule;
  return typeof source !== "string" && source.kind === "expansion"
    ? [`printed as ${code(textOfFormula(source.formula, rule.params))}`]
    : [];
}

function partialFacts(rule: Rule): readonly string[] {
  if (rule.variadic !== undefined) return variadicFacts(rule, rule.variadic.element);
  return [
    ...rule.params.flatMap((param, i) => [
      `∂${param} = ${equation(partialOf(rule.name, { count: rule.params.length }, i), rule.params)}${readsOf(rule, i)}`,
      ...(rule.name === "pow" && i === 0 ? [`for a literal exponent: ${literalExponents()}`] : []),
    ]),
    ...strongFacts(rule),
  ];
}

function variadicFacts(rule: Rule, element: Formula): readonly string[] {
  const ofTwo = textOfFormula(partialOf(rule.name, { count: 2 }, 0), ["x", "y"]);
  const ofAny = textOfFormula(element, ["x", "ties"]);
  const ties = rule.variadic?.tied === true ? ", where `ties` counts the arguments that equal `out`" : "";
  return [
    `by an argument x: ${code(ofAny)}${ties}`,
    ...(ofTwo === ofAny ? [] : [`of two arguments x and y, by x: ${code(ofTwo)}`]),
    ...strongFacts(rule),
  ];
}

function strongFacts(rule: Rule): readonly string[] {
  const strongs = new Set(Array.from({ length: Math.max(rule.params.length, 1) }, (_, i) => rule.strong(i)));
  if (strongs.has("both")) return ["strong zero"];
  return strongs.has("seed") ? ["strong zero (the partial is never 0, so the seed alone is tested)"] : [];
}

function equation(formula: Formula, params: readonly string[]): string {
  const { text, where } = textWithNames(formula, params);
  const definitions = [...where].map(([name, meaning]) => code(`${name} = ${meaning}`));
  return definitions.length === 0 ? code(text) : `${code(text)} with ${definitions.join(", ")}`;
}

/** What has to be kept of the primal for the reverse mode. */
function readsOf(rule: Rule, i: number): string {
  const needs = needsOf(rule.name, { count: rule.params.length }, i);
  const names = [...needs.params.map((k) => rule.params[k] ?? ""), ...(needs.out ? ["out"] : [])];
  return names.length === 0 ? "" : ` (reads ${names.map(code).join(", ")})`;
}

function literalExponents(): string {
  const forms = [-2, -1, 0.5, 1.5, 2, 2.5, 3, 4].map((exponent) => {
    const shape = { count: 2, constants: [undefined, exponent] };
    return `${code(`x ** ${exponent}`)} ${code(textOfFormula(partialOf("pow", shape, 0), ["x", String(exponent)]))}`;
  });
  return forms.join(", ");
}

function kinkTable(rule: Rule, kinks: readonly Kink[]): string {
  const heading = rule.variadic === undefined ? rule.params.join(", ") : "arguments";
  return table(
    [heading, "partials", "because"],
    kinks.map(({ at, partials, because }) => [numbers(at), numbers(partials), because]),
  );
}

function isInternal({ name, source }: Rule): boolean {
  return (typeof source !== "string" && source.kind === "expansion") || ["select", "and", "or"].includes(name);
}

function isOperator({ source }: Rule): boolean {
  return typeof source !== "string";
}

function isPiecewiseConstant(rule: Rule): boolean {
  const count = rule.params.length;
  return rule.variadic === undefined && rule.params.every((_, i) => pullback(rule.name, { count }, i) === undefined);
}

function remarkOf(rule: Rule): string {
  return rule.note === "piecewise constant" ? "" : (rule.note ?? "").replace("piecewise constant; ", "");
}

// Markdown, as the formatter leaves it.

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [heading, ...rows].map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = heading.map((_, column) => Math.max(3, ...cells.map((row) => [...(row[column] ?? "")].length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - [...cell].length)).join(" | ")} |`;
  const [first = [], ...rest] = cells;
  return [line(first), line(widths.map((width) => "-".repeat(width))), ...rest.map(line)].join("\n");
}

function numbers(values: readonly number[]): string {
  return values.map((value) => textOfFormula(constant(roundedForPrint(value)), [])).join(", ");
}

function roundedForPrint(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(4)) : value;
}

function code(text: string): string {
  return `\`${text}\``;
}
