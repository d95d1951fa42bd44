/** Reads types from the IR's text form (`print-type.ts` says how they look). */
import type { Scanner } from "./scan.ts";
import { unquote } from "./scan.ts";
import type { DictionaryType, Field, Type } from "./types.ts";

type Plain = "boolean" | "string" | "bigint" | "undefined" | "null" | "void";
const plainKinds: ReadonlySet<string> = new Set(["boolean", "string", "bigint", "undefined", "null", "void"]);
const isPlain = (word: string): word is Plain => plainKinds.has(word);

type TypedArray = Extract<Type, { kind: "typed-array" }>["name"];
const isTypedArray = (word: string): word is TypedArray =>
  /^(?:Float(?:32|64)|Int(?:8|16|32)|Uint(?:8|8Clamped|16|32))Array$/u.test(word);

export function parseType(scanner: Scanner): Type {
  const isReadonly = scanner.takes("readonly");
  let type = parsePrimary(scanner);
  for (;;) {
    if (scanner.takes("[")) {
      scanner.expect("]");
      type = { kind: "array", element: type };
    } else if (scanner.takes("~")) {
      type = { ...type, text: scanner.takeString() };
    } else break;
  }
  if (!isReadonly) return type;
  if (type.kind !== "array" && type.kind !== "tuple" && type.kind !== "dictionary")
    return scanner.fail("readonly stands before an array, a tuple or a dictionary");
  return { ...type, readonly: true };
}

function parsePrimary(scanner: Scanner): Type {
  if (scanner.takes("(")) return parseUnion(scanner);
  if (scanner.takes("[")) return parseTuple(scanner);
  if (scanner.takes("{")) return { kind: "record", fields: parseFields(scanner) };
  if (scanner.takes("#")) return { kind: "named", name: scanner.takeWord() };
  const word = scanner.takeKind("word");
  if (word === "class") {
    const name = scanner.takeString();
    scanner.expect("{");
    return { kind: "record", class: name, fields: parseFields(scanner) };
  }
  if (word === "number") return { kind: "number" };
  if (word === "discrete") return { kind: "number", discrete: true };
  if (word === "opaque") return { kind: "opaque", text: scanner.takeString() };
  if (word === "bare" || word === "numeric") {
    scanner.expect("dictionary");
    return { ...parseDictionary(scanner), [word]: true };
  }
  if (word === "dictionary") return parseDictionary(scanner);
  if (isPlain(word)) return { kind: word };
  if (isTypedArray(word)) return { kind: "typed-array", name: word };
  return scanner.fail(`${word} is no type`);
}

/** After `dictionary`. */
function parseDictionary(scanner: Scanner): DictionaryType {
  scanner.expect("<");
  const value = parseType(scanner);
  scanner.expect(">");
  return { kind: "dictionary", value };
}

/** After `(`: a union, or one type in parentheses. */
function parseUnion(scanner: Scanner): Type {
  const members: Type[] = [];
  while (!scanner.takes(")")) {
    if (members.length > 0) scanner.expect("|");
    members.push(parseType(scanner));
  }
  const [only] = members;
  return members.length === 1 && only ? only : { kind: "union", members };
}

function parseTuple(scanner: Scanner): Type {
  const labels: string[] = [];
  const elements = scanner.takeList("]", () => {
    const name = labelAhead(scanner);
    if (name === undefined) return parseType(scanner);
    labels.push(name);
    return parseType(scanner);
  });
  return labels.length > 0 ? { kind: "tuple", elements, labels } : { kind: "tuple", elements };
}

/** A word with a colon right after it is a label. */
function labelAhead(scanner: Scanner): string | undefined {
  const { next, text } = scanner;
  if (next.kind !== "word" && next.kind !== "string") return undefined;
  if (text[next.start + next.text.length] !== ":") return undefined;
  const name = unquote(scanner.take().text);
  scanner.expect(":");
  return name;
}

function parseFields(scanner: Scanner): readonly Field[] {
  const fields: Field[] = [];
  while (!scanner.takes("}")) {
    if (fields.length > 0) scanner.expect(";");
    fields.push(parseField(scanner));
  }
  return fields;
}

function parseField(scanner: Scanner): Field {
  let name = scanner.takeWord();
  const modifier = (word: string): boolean => {
    const isThere = name === word && !scanner.sees(":") && !scanner.sees("?");
    if (isThere) name = scanner.takeWord();
    return isThere;
  };
  const isPrivate = modifier("private");
  const isReadonly = modifier("readonly");
  const optional = scanner.takes("?");
  scanner.expect(":");
  const type = parseType(scanner);
  return {
    name,
    type,
    ...(optional ? { optional } : {}),
    ...(isReadonly ? { readonly: true } : {}),
    ...(isPrivate ? { private: true } : {}),
  };
}
