/** The head of an emitted function: on one line, or with one parameter a line. */
import type { ValueId } from "../ir/ir.ts";
import { width } from "./width.ts";
import type { Line } from "./statements.ts";
import { arrangeType, literalOf, membersOf, openType } from "./type-layout.ts";

export interface SignatureParameter {
  readonly value: ValueId;
  readonly name: string;
  readonly type: string;
  readonly optional?: boolean;
  readonly default?: string;
  readonly unused?: boolean;
}

export interface Signature {
  readonly name: string;
  readonly exported: boolean;
  readonly parameters: readonly SignatureParameter[];
  readonly result: string;
  readonly doc?: readonly string[];
  /** In front of the body: the signatures by which it can be called. */
  readonly overloads?: readonly Signature[];
}

/** With the overloads in front, where types are written. */
export function headLines(signature: Signature, isTyped: boolean): readonly Line[] {
  const { overloads = [] } = signature;
  if (!isTyped || overloads.length === 0) return signatureLines(signature, isTyped, " {");
  const [first, ...others] = overloads.map((overload, i) =>
    i === 0 ? { ...overload, doc: signature.doc ?? [] } : overload,
  );
  const heads = [first, ...others].flatMap((overload) => (overload ? signatureLines(overload, isTyped, ";") : []));
  return [...heads, ...signatureLines({ ...signature, doc: [] }, isTyped, " {")];
}

function signatureLines(signature: Signature, isTyped: boolean, end: " {" | ";"): readonly Line[] {
  const { name, exported, parameters, result } = signature;
  const head = `${exported ? "export " : ""}function ${name}(`;
  const items = parameters.map((parameter) => parameterText(parameter, isTyped));
  const results = isTyped ? `: ${result}` : "";
  const doc = docLines(signature, isTyped);
  const line = `${head}${items.join(", ")})${results}${end}`;
  if (line.length <= width) return [...doc, { depth: 0, text: line }];

  const alone = items.length === 1 ? parameters[0] : undefined;
  // A single parameter stays on the line of the name where the result's type, or its own, can open there.
  if (alone && isTyped && alone.default === undefined) {
    const isLiteral = alone.type.startsWith("{ ") && literalOf(alone.type) !== undefined;
    const before = `${head}${items[0]}): `;
    const isOpening = membersOf(result).length > 1 || (result.startsWith("{ ") && literalOf(result) !== undefined);
    if (isOpening && before.length + 1 <= width) {
      return [...doc, ...arrangeType(before, result, end, 0)];
    }
    if (isLiteral) {
      const [open, ...inside] = openType(`${head}${alone.name}: `, alone.type, "");
      return [...doc, ...(open ? [open] : []), ...inside.slice(0, -1), ...arrangeType("}): ", result, end, 0)];
    }
  }
  const listed = parameters.flatMap((parameter, i): readonly Line[] =>
    parameter.default === undefined && isTyped
      ? arrangeType(`${parameter.name}${parameter.optional ? "?" : ""}: `, parameter.type, ",", 1)
      : [{ depth: 1, text: `${items[i]},` }],
  );
  const last: readonly Line[] = isTyped ? arrangeType("): ", result, end, 0) : [{ depth: 0, text: ") {" }];
  return [...doc, { depth: 0, text: head }, ...listed, ...last];
}

function parameterText({ name, type, optional, default: initial }: SignatureParameter, isTyped: boolean): string {
  if (!isTyped) return initial === undefined ? name : `${name} = ${initial}`;
  if (initial === undefined) return `${name}${optional ? "?" : ""}: ${type}`;
  const isPlain = type === "number" && /^-?\d[\d.e+-]*$/.test(initial);
  return isPlain ? `${name} = ${initial}` : `${name}: ${type} = ${initial}`;
}

function docLines({ doc = [], parameters, result }: Signature, isTyped: boolean): readonly Line[] {
  const types = isTyped
    ? []
    : [
        ...parameters.map(
          ({ name, type, optional, default: initial }) =>
            `@param {${type}} ${initial === undefined && !optional ? name : `[${name}]`}`,
        ),
        `@returns {${result}}`,
      ];
  const texts = [...doc, ...types];
  const [only] = texts;
  if (only === undefined) return [];
  if (texts.length === 1 && only.length + 7 <= width) return [{ depth: 0, text: `/** ${only} */` }];
  return [
    { depth: 0, text: "/**" },
    ...texts.map((text): Line => ({ depth: 0, text: ` * ${text}`.trimEnd() })),
    { depth: 0, text: " */" },
  ];
}
