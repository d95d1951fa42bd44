/** The text of `zeros-like` and `clone`: fresh memory in the shape of a type. */
import { InternalError } from "../base/internal-error.ts";
import { isBuffer, tangentOf } from "../ir/types.ts";
import type { Field, RecordType, TupleType, Type, TypeTable, UnionType } from "../ir/types.ts";
import { conditional, infix, primary } from "./operators.ts";
import type { Text } from "./operators.ts";
import { fieldKey, memberText, resolveType, typeText } from "./type-text.ts";

export interface ShapeContext {
  readonly types: TypeTable;
  readonly isTyped: boolean;
}

/** Zeros in the shape of `argument`, a name (it is used as often as its shape asks for). */
export function zerosText(argument: string, type: Type, cx: ShapeContext): Text {
  return new Shape(cx, "zeros").of(argument, type, 0);
}

/** A deep copy of the shadow `argument`. */
export function cloneText(argument: string, type: Type, cx: ShapeContext): Text {
  return new Shape(cx, "clone").of(argument, type, 0);
}

/** Whether zeros of this type depend on the value at all. */
export function mentionsArgument(type: Type | undefined, types: TypeTable): boolean {
  if (!type) return true;
  const found = resolveType(type, types);
  switch (found.kind) {
    case "tuple":
      return found.elements.some((element) => tangentOf(element, types) && mentionsArgument(element, types));
    case "record":
      return found.fields.some(
        (field) => tangentOf(field.type, types) && (field.optional === true || mentionsArgument(field.type, types)),
      );
    case "array":
    case "typed-array":
    case "union":
    case "dictionary":
    case "named":
      return true;
    default:
      return false;
  }
}

/** Whether the argument is mentioned once, so that it need not be a name. */
export function mentionsArgumentOnce(type: Type, types: TypeTable): boolean {
  const found = resolveType(type, types);
  return found.kind === "array" || found.kind === "typed-array";
}

class Shape {
  readonly #cx: ShapeContext;
  readonly #what: "zeros" | "clone";
  readonly #open = new Set<string>();

  constructor(cx: ShapeContext, what: "zeros" | "clone") {
    this.#cx = cx;
    this.#what = what;
  }

  of(argument: string, type: Type, depth: number): Text {
    switch (type.kind) {
      case "number":
        if (this.#what === "zeros" && isBuffer(type)) return primary(`new ArrayBuffer(${argument}.byteLength)`);
        return primary(this.#what === "zeros" ? "0" : argument);
      case "array":
        return this.#array(argument, type.element, depth);
      case "typed-array":
        return primary(this.#what === "zeros" ? `new Float64Array(${argument}.length)` : `${argument}.slice()`);
      case "tuple":
        return this.#tuple(argument, type, depth);
      case "record":
        return this.#record(argument, type, depth);
      case "union":
        return this.#union(argument, type, depth);
      case "named": {
        const definition = this.#cx.types.get(type.name);
        if (!definition || this.#open.has(type.name)) {
          throw new InternalError(`${this.#what} of the recursive type ${type.name} need a function of their own`);
        }
        this.#open.add(type.name);
        const text = this.of(argument, definition.type, depth);
        this.#open.delete(type.name);
        return text;
      }
      case "undefined":
      case "null":
        return primary("undefined");
      default:
        if (this.#what === "clone") return primary(argument);
        throw new InternalError(`${this.#what} of ${typeText(type)}, which carries no derivative`);
    }
  }

  #array(argument: string, element: Type, depth: number): Text {
    const found = resolveType(element, this.#cx.types);
    if (found.kind === "number") {
      return primary(
        this.#what === "zeros"
          ? `new Array${this.#generic("number")}(${argument}.length).fill(0)`
          : `${argument}.slice()`,
      );
    }
    const name = ["row", "item", "part"][depth] ?? `part${depth}`;
    const { text: inner, precedence } = this.of(name, element, depth + 1);
    // A record would be taken for a block; a choice is set apart from the arrow.
    const isApart = inner.startsWith("{") || precedence <= 2;
    const result = this.#resultType(element);
    const isUsed = new RegExp(`\\b${name}\\b`).test(inner);
    const annotation = this.#cx.isTyped && result && needsAnnotation(result) ? `: ${typeText(result)}` : "";
    const head = isUsed ? `(${name})${annotation}` : `()${annotation}`;
    return primary(`${argument}.map(${head} => ${isApart ? `(${inner})` : inner})`);
  }

  #resultType(type: Type): Type | undefined {
    return this.#what === "zeros" ? tangentOf(type, this.#cx.types) : type;
  }

  #tuple(argument: string, type: TupleType, depth: number): Text {
    const elements = type.elements.map((element, i) =>
      this.#carries(element) ? this.of(`${argument}[${i}]`, element, depth).text : "undefined",
    );
    return primary(`[${elements.join(", ")}]`);
  }

  #record(argument: string, type: RecordType, depth: number): Text {
    const fields = type.fields
      .filter((field) => this.#carries(field.type))
      .map((field) => this.#field(argument, field, depth));
    return primary(fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`);
  }

  #field(argument: string, { name, type, optional, private: isPrivate = false }: Field, depth: number): string {
    const key = fieldKey(name);
    const part = memberText(argument, name, isPrivate);
    const item = `${key}: ${this.of(part, optional ? withoutUndefined(type) : type, depth).text}`;
    // An absent field stays absent: `exactOptionalPropertyTypes` takes no undefined for it.
    return optional ? `...(${part} === undefined ? {} : { ${item} })` : item;
  }

  #union(argument: string, type: UnionType, depth: number): Text {
    const carrying = type.members.filter((member) => this.#carries(member));
    const [only] = carrying;
    if (!only || carrying.length > 1) throw new InternalError(`${this.#what} of the union ${typeText(type)}`);
    const inner = this.of(argument, only, depth);
    if (carrying.length === type.members.length) return inner;
    const isNullable = type.members.some((member) => member.kind === "null");
    const rest = type.members.filter((member) => member !== only);
    if (rest.every((member) => member.kind === "null" || member.kind === "undefined")) {
      const isAbsent = isNullable
        ? infix("==", 8, primary(argument), primary("null"))
        : infix("===", 8, primary(argument), primary("undefined"));
      return conditional(isAbsent, primary("undefined"), inner);
    }
    if (only.kind !== "number") throw new InternalError(`${this.#what} of the union ${typeText(type)}`);
    const isNumber = infix("===", 8, primary(`typeof ${argument}`), primary('"number"'));
    return conditional(isNumber, inner, primary("undefined"));
  }

  #carries(type: Type): boolean {
    return this.#what === "clone"
      ? type.kind !== "undefined" && type.kind !== "null"
      : tangentOf(type, this.#cx.types) !== undefined;
  }

  #generic(type: string): string {
    return this.#cx.isTyped ? `<${type}>` : "";
  }
}

function withoutUndefined(type: Type): Type {
  if (type.kind !== "union") return type;
  const members = type.members.filter((member) => member.kind !== "undefined");
  const [only] = members;
  return members.length === 1 && only ? only : { kind: "union", members };
}

/** Whether TypeScript would infer something wider for the literal. */
export function needsAnnotation(type: Type): boolean {
  switch (type.kind) {
    case "tuple":
    case "union":
      return true;
    case "array":
      return needsAnnotation(type.element);
    case "record":
      return type.fields.some((field) => field.optional === true || needsAnnotation(field.type));
    // A literal type is inferred as the type of the literal, widened.
    case "string":
      return type.text !== undefined;
    case "number":
      return type.text !== undefined && type.discrete === true;
    default:
      return false;
  }
}
