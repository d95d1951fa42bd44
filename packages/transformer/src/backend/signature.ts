/** The head of an emitted function: on one line, or with one parameter a line. */
import type { ValueId } from "../ir/ir.ts";
import { width } from "./layout.ts";
import type { Line } from "./statements.ts";

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
}

export function signatureLines(signature: Signature, isTyped: boolean): readonly Line[] {
  const { name, exported, parameters, result } = signature;
  const head = `${exported ? "export " : ""}function ${name}(`;
  const items = parameters.map((parameter) => parameterText(parameter, isTyped));
  const results = isTyped ? `: ${result}` : "";
  const doc = docLines(signature, isTyped);
  const line = `${head}${items.join(", ")})${results} {`;
  if (line.length <= width) return [...doc, { depth: 0, text: line }];

  const [only] = items;
  const isAlone = items.length === 1 && only !== undefined;
  // A single parameter stays on the line of the name where its own type, or that of the result, can open there.
  if (isAlone && isTyped && parameters[0]?.default === undefined) {
    const ofParameter = objectParts(parameters[0]?.type ?? "");
    if (ofParameter) {
      const open = `${head}${parameters[0]?.name}: {`;
      return [...doc, { depth: 0, text: open }, ...ofParameter.map(memberLine), ...closing("}", result)];
    }
    const ofResult = objectParts(result);
    const open = `${head}${only}): {`;
    if (ofResult && open.length <= width) {
      return [...doc, { depth: 0, text: open }, ...ofResult.map(memberLine), { depth: 0, text: "} {" }];
    }
  }
  const listed = items.map((item): Line => ({ depth: 1, text: `${item},` }));
  return [
    ...doc,
    { depth: 0, text: head },
    ...listed,
    ...(isTyped ? closing("", result) : [{ depth: 0, text: ") {" }]),
  ];
}

function closing(before: string, result: string): readonly Line[] {
  const line = `${before}): ${result} {`;
  const parts = line.length > width ? objectParts(result) : undefined;
  if (!parts) return [{ depth: 0, text: line }];
  return [{ depth: 0, text: `${before}): {` }, ...parts.map(memberLine), { depth: 0, text: "} {" }];
}

function memberLine(member: string): Line {
  return { depth: 1, text: `${member};` };
}

function parameterText({ name, type, optional, default: initial }: SignatureParameter, isTyped: boolean): string {
  if (!isTyped) return initial === undefined ? name : `${name} = ${initial}`;
  if (initial === undefined) return `${name}${optional ? "?" : ""}: ${type}`;
  const isPlain = type === "number" && /^-?\d[\d.e+-]*$/.test(initial);
  return isPlain ? `${name} = ${initial}` : `${name}: ${type} = ${initial}`;
}

/** The members of an object type's text, or undefined for another type. */
function objectParts(type: string): readonly string[] | undefined {
  if (!type.startsWith("{ ") || !type.endsWith(" }")) return undefined;
  const parts: string[] = [];
  let [depth, from] = [0, 2];
  for (let i = 1; i < type.length - 1; i++) {
    const char = type[i] ?? "";
    if ("{[(<".includes(char)) depth++;
    else if ("}])>".includes(char) && type[i - 1] !== "=") depth--;
    if (depth < 0) return undefined;
    if (char === ";" && depth === 0) {
      parts.push(type.slice(from, i).trim());
      from = i + 1;
    }
  }
  const last = type.slice(from, -1).trim();
  return last === "" ? parts : [...parts, last];
}

function docLines({ doc = [], parameters, result }: Signature, isTyped: boolean): readonly Line[] {
  const types = isTyped
    ? []
    : [
        ...parameters.map(
          ({ name, type, default: initial }) => `@param {${type}} ${initial === undefined ? name : `[${name}]`}`,
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
