/** The text of expressions: a folded value is its op's text, any other its variable's name. */
import { assertNever } from "../base/assert-never.ts";
import { InternalError } from "../base/internal-error.ts";
import { stringText } from "../base/string-text.ts";
import type {
  CallOp,
  CastOp,
  ConstOp,
  Element,
  FunctionId,
  IfOp,
  Key,
  LoadOp,
  Op,
  PrimOp,
  RecordOp,
  ValueId,
  RecordField,
} from "../ir/ir.ts";
import { fieldsOf, fieldType, isBuffer, literalsOf, sameType, unionOf, dictionaryOf } from "../ir/types.ts";
import type { Type, TypeTable } from "../ir/types.ts";
import { evaluateFormula } from "../rules/formula.ts";
import { isPrimName, scalarRules } from "../rules/scalar.ts";
import type { Operator } from "../rules/rule.ts";
import { mentionedOperands, printedFields } from "./demand.ts";
import { formulaMeaning } from "./expansion.ts";
import type { Part } from "./expansion.ts";
import type { Flow } from "./loops.ts";
import { neutralText } from "./neutral.ts";
import { opaqueText } from "./opaque.ts";
import { base, castPrecedence, conditional, infix, numberText, postfix, prefix, primary } from "./operators.ts";
import type { Text } from "./operators.ts";
import { branchValues } from "./schedule.ts";
import { constOf, definingOp, isUndef } from "./structure.ts";
import { fieldKey, includesUndefined, isPrivateField, memberText, resolveType, typeText } from "./type-text.ts";
import { cloneText, mentionsArgument, zerosText } from "./zeros.ts";

export interface ExpressionContext {
  readonly flow: Flow;
  readonly types: TypeTable;
  readonly isTyped: boolean;
  readonly calleeText: (id: FunctionId) => string;
  /** Whether a function of the text takes what is one array here as the rest of its arguments. */
  readonly isVariadic: (id: FunctionId) => boolean;
  /** The name of a value's variable. */
  readonly nameOf: (value: ValueId) => string;
}

/** How tightly `&&` binds. */
const logicalAnd = 4;

const comparisons: ReadonlyMap<string, string> = new Map([
  ["eq", "!=="],
  ["ne", "==="],
  ["looseEq", "!="],
  ["looseNe", "=="],
]);

export class Expressions {
  readonly #cx: ExpressionContext;

  constructor(cx: ExpressionContext) {
    this.#cx = cx;
  }

  isVariadic(callee: FunctionId): boolean {
    return this.#cx.isVariadic(callee);
  }

  typeOf(value: ValueId): Type {
    const found = this.#cx.flow.structure.fn.values[value];
    if (!found) throw new InternalError(`%${value} is no value of ${this.#cx.flow.structure.fn.name}`);
    return found.type;
  }

  /** The op that is printed in the value's place, or undefined for a variable or constant. */
  foldedOp(value: ValueId): Op | undefined {
    return this.#cx.flow.folding.folded.has(value) ? definingOp(this.#cx.flow.structure, value) : undefined;
  }

  text(value: ValueId): Text {
    const { structure } = this.#cx.flow;
    const constant = constOf(structure, value);
    if (constant) return constText(constant);
    if (isUndef(structure, value)) return primary(neutralText(this.typeOf(value), this.#cx.types, this.#cx.isTyped));
    const op = this.foldedOp(value);
    return op ? this.op(op) : primary(this.#cx.nameOf(value));
  }

  /** The text of an op's result. */
  op(op: Op): Text {
    switch (op.kind) {
      case "prim":
        return this.#prim(op);
      case "fold":
        return postfix(`${this.#functionOf(op.prim)}(${this.items(op.args).join(", ")})`);
      case "cast":
        return this.#cast(op.arg, this.typeOf(op.result), this.#isNarrowed(op));
      case "call":
        return postfix(`${this.#cx.calleeText(op.callee)}(${this.#arguments(op).join(", ")})`);
      case "opaque":
        return opaqueText(
          op,
          op.args.map((arg) => this.text(arg)),
          this.#cx.isTyped,
        );
      case "array":
        return primary(`[${this.items(op.elements).join(", ")}]`);
      case "record": {
        const { construct } = op;
        if (construct?.args) {
          return postfix(`new ${construct.text}(${construct.args.map((arg) => this.text(arg).text).join(", ")})`);
        }
        const fields = this.printedFields(op).map((field) => this.#field(field));
        if (dictionaryOf(this.typeOf(op.result), this.#cx.types)?.bare) return postfix("Object.create(null)");
        const literal = fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
        return construct ? postfix(instanceText(construct.text, literal)) : primary(literal);
      }
      case "allocate":
        return this.#allocate(op);
      case "zeros-like":
        // A shape that does not depend on the value leaves it unmentioned.
        return zerosText(this.#shapeOf(op.arg), this.typeOf(op.arg), this.#cx);
      case "clone":
        return cloneText(base(this.text(op.arg)), this.typeOf(op.arg), this.#cx);
      case "load":
        return postfix(this.place(op.ref, op.key) + (this.#needsAssertion(op) ? "!" : ""));
      case "length":
        return postfix(`${base(this.text(op.ref))}.length`);
      case "has-index":
        return infix("in", 9, this.text(op.index), this.text(op.ref));
      case "push":
        return postfix(`${base(this.text(op.ref))}.push(${this.items(op.elements).join(", ")})`);
      case "pop":
        return postfix(`${base(this.text(op.ref))}.pop()${this.#assertion(this.typeOf(op.result))}`);
      case "view": {
        const range = op.to === undefined ? [op.from] : [op.from, op.to];
        if (isBuffer(resolveType(this.typeOf(op.ref), this.#cx.types))) {
          return postfix(`new Float64Array(${[op.ref, ...range].map((part) => this.text(part).text).join(", ")})`);
        }
        return postfix(`${base(this.text(op.ref))}.subarray(${range.map((at) => this.text(at).text).join(", ")})`);
      }
      case "if":
        return this.#conditional(op);
      case "const":
        return constText(op);
      case "undef":
      case "store":
      case "fill":
      case "comment":
      case "for":
      case "while":
      case "block":
      case "try":
        throw new InternalError(`${op.kind} is no expression`);
      default:
        return assertNever(op, "op");
    }
  }

  /** A field that may be missing is spread in where it is there: `...("w" in o && { w: o.w })`. */
  optionalField({ name, value, optional }: RecordField): string | undefined {
    if (!optional || !includesUndefined(this.typeOf(value), this.#cx.types)) return undefined;
    const op = this.#chosen(value);
    const [yes, no] = op ? branchValues(this.#cx.flow, op) : [];
    const present = op && yes !== undefined && no !== undefined && this.#isUndefined(no) ? yes : value;
    const test = present === value ? infix("!==", 8, this.text(value), primary("undefined")) : this.text(op!.condition);
    const condition = test.precedence > logicalAnd ? test.text : `(${test.text})`;
    return `...(${condition} && { ${fieldText(name, this.text(present).text)} })`;
  }

  #field(field: RecordField): string {
    return this.optionalField(field) ?? fieldText(field.name, this.text(field.value).text);
  }

  /** The conditional expression that a value is, under whatever type. */
  #chosen(value: ValueId): IfOp | undefined {
    const op = this.foldedOp(value);
    if (op?.kind === "cast") return this.#chosen(op.arg);
    return op?.kind === "if" ? op : undefined;
  }

  #isUndefined(value: ValueId): boolean {
    const op = definingOp(this.#cx.flow.structure, value);
    return op?.kind === "const" && op.value === undefined;
  }

  printedFields(op: RecordOp): RecordOp["fields"] {
    return printedFields(op, this.#cx.flow.structure, this.#cx.types);
  }

  /** `ref[index]` or `ref.name`, as a place to write to. */
  place(ref: ValueId, key: Key): string {
    if (this.#cx.flow.structure.cells.has(ref)) return this.#cx.nameOf(ref);
    const object = base(this.text(ref));
    if (key.kind === "index") return `${object}[${this.#indexText(ref, key.index)}]`;
    return memberText(object, key.name, isPrivateField(this.typeOf(ref), key.name, this.#cx.types));
  }

  #indexText(ref: ValueId, index: ValueId): string {
    const text = this.text(index);
    const isNumeric = dictionaryOf(this.typeOf(ref), this.#cx.types)?.numeric === true;
    if (!isNumeric || !this.#cx.isTyped || this.typeOf(index).kind !== "string") return text.text;
    return `${text.precedence < 14 ? `(${text.text})` : text.text} as unknown as number`;
  }

  /** The place of an element as TypeScript lets it be read and written at once: `x[i]!`. */
  updatedPlace(load: LoadOp): string {
    return this.place(load.ref, load.key) + (this.#needsAssertion(load) ? "!" : "");
  }

  items(elements: readonly Element[]): readonly string[] {
    return elements.map(({ kind, value }) => {
      const item = this.text(value);
      if (kind === "value") return item.text;
      return item.token !== undefined && item.precedence < 14
        ? `...(${item.text})`
        : `...${item.precedence <= 2 ? `(${item.text})` : item.text}`;
    });
  }

  #shapeOf(value: ValueId): string {
    return mentionsArgument(this.typeOf(value), this.#cx.types) ? base(this.text(value)) : "";
  }

  #needsAssertion({ ref, key, result }: LoadOp): boolean {
    if (!this.#cx.isTyped || includesUndefined(this.typeOf(result), this.#cx.types)) return false;
    if (key.kind === "index") return true;
    const type = resolveType(this.typeOf(ref), this.#cx.types);
    return type.kind === "array" || this.#mayBeAbsent(type, key.name);
  }

  /** Whether TypeScript reads a field as possibly undefined. */
  #mayBeAbsent(type: Type, name: string): boolean {
    const field = fieldsOf(type, this.#cx.types)?.find((own) => own.name === name);
    const held = field?.type ?? fieldType(type, name, this.#cx.types);
    return field?.optional === true || (held !== undefined && includesUndefined(held, this.#cx.types));
  }

  #assertion(type: Type): string {
    return this.#cx.isTyped && !includesUndefined(type, this.#cx.types) ? "!" : "";
  }

  // -- primitives ----------------------------------------------------------------------------------------------------------

  #functionOf(prim: string): string {
    const source = isPrimName(prim) ? scalarRules[prim].source : undefined;
    if (typeof source !== "string") throw new InternalError(`${prim} is no function`);
    return source;
  }

  #prim(op: PrimOp): Text {
    if (!isPrimName(op.prim)) throw new InternalError(`no rule for ${op.prim}`);
    const { source } = scalarRules[op.prim];
    if (typeof source === "string") {
      return postfix(`${source}(${op.args.map((arg) => this.text(arg).text).join(", ")})`);
    }
    if (source.kind !== "expansion") return this.#operator(op, source);
    const mentioned = new Set(mentionedOperands(op, this.#cx.flow.structure));
    const parts = op.args.map((arg): Part => {
      const constant = constOf(this.#cx.flow.structure, arg)?.value;
      const text = mentioned.has(arg) ? this.text(arg) : primary("0");
      return constant === undefined ? { text } : { text, constant };
    });
    return evaluateFormula(source.formula, formulaMeaning(parts)).text;
  }

  #operator(op: PrimOp, operator: Operator): Text {
    const [a, b, c] = op.args;
    if (a === undefined) throw new InternalError(`${op.prim} without arguments`);
    if (b === undefined) return this.#unary(op.prim, operator, a);
    if (operator.kind === "conditional") {
      if (c === undefined) throw new InternalError(`${op.prim} of two arguments`);
      return conditional(this.text(a), this.text(b), this.text(c));
    }
    // x + -y is x - y, to the bit.
    const opposite = op.prim === "add" || op.prim === "sub" ? this.#opposite(b) : undefined;
    if (opposite) return infix(op.prim === "add" ? "-" : "+", operator.precedence, this.text(a), opposite);
    return infix(operator.token, operator.precedence, this.text(a), this.text(b));
  }

  #unary(prim: string, { token }: Operator, arg: ValueId): Text {
    if (prim === "not") return this.not(arg);
    if (prim === "neg") {
      const inner = this.foldedOp(arg);
      if (inner?.kind === "prim" && (inner.prim === "mul" || inner.prim === "div")) return this.#negatedProduct(inner);
    }
    return prefix(token, this.text(arg));
  }

  /** −(a b) as −a b: the same bits. */
  #negatedProduct({ prim, args }: PrimOp): Text {
    const [a, b] = args;
    if (a === undefined || b === undefined) throw new InternalError(`${prim} of one argument`);
    const inner = this.foldedOp(a);
    const isProduct = inner?.kind === "prim" && (inner.prim === "mul" || inner.prim === "div");
    const left = isProduct ? this.#negatedProduct(inner) : (this.#opposite(a) ?? prefix("-", this.text(a)));
    return infix(prim === "mul" ? "*" : "/", 12, left, this.text(b));
  }

  /** The text of −x where x is printed with a sign of its own. */
  #opposite(value: ValueId): Text | undefined {
    const constant = constOf(this.#cx.flow.structure, value)?.value;
    if (typeof constant === "number") {
      return constant < 0 || Object.is(constant, -0) ? numberText(-constant) : undefined;
    }
    const op = this.foldedOp(value);
    if (op?.kind !== "prim") return undefined;
    const [a, b] = op.args;
    if (a === undefined) return undefined;
    if (op.prim === "neg") {
      const inner = this.foldedOp(a);
      const isProduct = inner?.kind === "prim" && (inner.prim === "mul" || inner.prim === "div");
      return isProduct || !this.#opposite(a) ? this.text(a) : undefined;
    }
    if (b === undefined || (op.prim !== "mul" && op.prim !== "div")) return undefined;
    const left = this.#opposite(a);
    return left && infix(op.prim === "mul" ? "*" : "/", 12, left, this.text(b));
  }

  /** The opposite of a condition. `!(a < b)` is not `a >= b`, because of NaN. */
  not(value: ValueId): Text {
    const constant = constOf(this.#cx.flow.structure, value)?.value;
    if (typeof constant === "boolean") return primary(String(!constant));
    const op = this.foldedOp(value);
    if (op?.kind === "prim") {
      const [a, b] = op.args;
      const opposite = comparisons.get(op.prim);
      if (opposite && a !== undefined && b !== undefined) return infix(opposite, 8, this.text(a), this.text(b));
      if (op.prim === "not" && a !== undefined && this.typeOf(a).kind === "boolean") return this.text(a);
    }
    return prefix("!", this.text(value));
  }

  // -- memory and types ------------------------------------------------------------------------------------------------------

  #allocate({ result, length, fill }: Extract<Op, { kind: "allocate" }>): Text {
    const type = resolveType(this.typeOf(result), this.#cx.types);
    const filler = fill === undefined ? undefined : this.text(fill).text;
    const size = this.text(length).text;
    if (type.kind === "typed-array") {
      const isZero = fill !== undefined && Object.is(constOf(this.#cx.flow.structure, fill)?.value, 0);
      return postfix(`new ${type.name}(${size})${filler === undefined || isZero ? "" : `.fill(${filler})`}`);
    }
    if (type.kind !== "array") throw new InternalError(`allocate of ${typeText(type)}`);
    const generic = this.#cx.isTyped ? `<${typeText(type.element)}>` : "";
    return postfix(`new Array${generic}(${size})${filler === undefined ? "" : `.fill(${filler})`}`);
  }

  /** Whether a branch around a cast asks if its argument, a name, is there, so that TypeScript knows. */
  #isNarrowed({ arg, result }: CastOp): boolean {
    const { structure } = this.#cx.flow;
    if (this.foldedOp(arg)) return false;
    for (let place = structure.definitions[result]?.place; place; place = place.parent) {
      if (place.owner?.kind !== "if") continue;
      const test = this.foldedOp(place.owner.condition);
      if (test?.kind !== "prim" || test.args[0] !== arg) continue;
      const absent = constOf(structure, test.args[1]!);
      const isThen = place.region === place.owner.then;
      const says = isThen ? ["ne", "looseNe"] : ["eq", "looseEq"];
      if (!absent || (absent.value !== undefined && absent.value !== null) || !says.includes(test.prim)) continue;
      const other = absent.value === null ? "undefined" : "null";
      if (test.prim.startsWith("loose") || !this.#canBe(arg, other)) return true;
    }
    return false;
  }

  #cast(arg: ValueId, to: Type, isNarrowed = false): Text {
    const text = this.text(arg);
    const from = this.typeOf(arg);
    if (typeText(from) === typeText(to) || (sameType(from, to) && to.text === undefined)) return text;
    // A name and what it stands for are one type; of a literal TypeScript would make a string.
    const meant = resolveType(to, this.#cx.types);
    const isPlain = meant.kind !== "record" || meant.fields.every((field) => literalsOf(field.type) === undefined);
    if (to.text === undefined && isPlain && sameType(resolveType(from, this.#cx.types), meant)) return text;
    // A literal's type is a number's.
    if (from.kind === "number" && to.kind === "number" && !to.discrete) return text;
    if (from.kind === "union") {
      const present = from.members.filter((member) => member.kind !== "undefined" && member.kind !== "null");
      const isRest = present.length === 1 && present[0] && sameType(present[0], to);
      const isUnion = to.kind === "union" && sameType({ kind: "union", members: present }, to);
      if (this.#cx.isTyped && present.length < from.members.length && (isRest || isUnion))
        return isNarrowed || text.text.endsWith("!") ? text : postfix(`${base(text)}!`);
    }
    if (to.kind === "union" && to.members.some((member) => sameType(member, from))) return text;
    if (!this.#cx.isTyped) return primary(`/** @type {${typeText(to)}} */ (${text.text})`);
    const operand = text.precedence < 14 && text.precedence !== castPrecedence ? `(${text.text})` : text.text;
    return { text: `${operand} as ${typeText(to)}`, precedence: castPrecedence };
  }

  /** Nothing, as the type that the place has for it: without that TypeScript would take what is read there for nothing. */
  asserted(value: ValueId, isOptional = false): Text {
    const op = this.foldedOp(value);
    if (op?.kind !== "cast" || !this.#cx.isTyped) return this.text(value);
    const type = this.typeOf(value);
    // Under exactOptionalPropertyTypes an optional field takes no undefined.
    const isLeftOut = isOptional && constOf(this.#cx.flow.structure, op.arg)?.value === null && type.kind === "union";
    const own = isLeftOut ? unionOf(type.members.filter(({ kind }) => kind !== "undefined")) : type;
    return { text: `${this.text(op.arg).text} as ${typeText(own)}`, precedence: castPrecedence };
  }

  #arguments(op: CallOp): readonly string[] {
    const last = op.args.at(-1);
    if (last === undefined || !this.#cx.isVariadic(op.callee)) return op.args.map((arg) => this.text(arg).text);
    const list = this.foldedOp(last);
    const rest = list?.kind === "array" ? this.items(list.elements) : [`...${this.text(last).text}`];
    return [...op.args.slice(0, -1).map((arg) => this.text(arg).text), ...rest];
  }

  // -- conditional expressions -------------------------------------------------------------------------------------------

  #conditional(op: IfOp): Text {
    const [yes, no] = branchValues(this.#cx.flow, op);
    if (yes === undefined || no === undefined) throw new InternalError("a conditional expression without a branch");
    return (
      this.#coalescing(op.condition, yes, no) ??
      this.#logical(op.condition, yes, no) ??
      conditional(this.text(op.condition), this.text(yes), this.text(no))
    );
  }

  /** `c && d`, `c || d`, and of booleans `!c`. */
  #logical(condition: ValueId, yes: ValueId, no: ValueId): Text | undefined {
    if (condition === no) return infix("&&", 4, this.text(condition), this.text(yes));
    if (condition === yes) return infix("||", 3, this.text(condition), this.text(no));
    const isBoolean = [condition, yes, no].every((value) => this.typeOf(value).kind === "boolean");
    if (!isBoolean) return undefined;
    const { structure } = this.#cx.flow;
    const [whenTrue, whenFalse] = [constOf(structure, yes)?.value, constOf(structure, no)?.value];
    if (whenTrue === true && whenFalse === false) return this.text(condition);
    if (whenTrue === false && whenFalse === true) return this.not(condition);
    if (whenFalse === false) return infix("&&", 4, this.text(condition), this.text(yes));
    if (whenTrue === true) return infix("||", 3, this.text(condition), this.text(no));
    if (whenFalse === true) return infix("||", 3, this.not(condition), this.text(yes));
    if (whenTrue === false) return infix("&&", 4, this.not(condition), this.text(no));
    return undefined;
  }

  /** `a ?? b` for `a !== undefined ? a : b`, where that tests all that `??` does. */
  #coalescing(condition: ValueId, yes: ValueId, no: ValueId): Text | undefined {
    const test = this.foldedOp(condition);
    if (test?.kind !== "prim") return undefined;
    const [subject, absent] = test.args;
    const isKept = test.prim === "ne" || test.prim === "looseNe";
    const isLoose = test.prim === "looseNe" || test.prim === "looseEq";
    if (subject === undefined || absent === undefined || !(isKept || test.prim === "eq" || test.prim === "looseEq"))
      return undefined;
    const constant = constOf(this.#cx.flow.structure, absent);
    if (!constant || (constant.value !== undefined && constant.value !== null)) return undefined;
    if (!isLoose && this.#canBe(subject, constant.value === null ? "undefined" : "null")) return undefined;
    const [kept, other] = isKept ? [yes, no] : [no, yes];
    const inner = this.foldedOp(kept);
    const source = inner?.kind === "cast" ? inner.arg : kept;
    if (source !== subject || this.foldedOp(subject)) return undefined;
    return infix("??", 3, this.text(subject), this.text(other));
  }

  #canBe(value: ValueId, kind: "undefined" | "null"): boolean {
    const type = resolveType(this.typeOf(value), this.#cx.types);
    return (
      type.kind === kind ||
      type.kind === "opaque" ||
      (type.kind === "union" && type.members.some((member) => member.kind === kind))
    );
  }
}

export function constText({ value }: ConstOp): Text {
  if (typeof value === "number") return numberText(value);
  if (typeof value === "string") return primary(stringText(value));
  if (typeof value === "bigint")
    return value < 0n ? { text: `${value}n`, precedence: 14, token: "-" } : primary(`${value}n`);
  return primary(String(value));
}

/** An instance without a call of its constructor: an object of the class with these fields. */
export function instanceText(className: string, literal: string): string {
  return `Object.assign(Object.create(${className}.prototype), ${literal})`;
}

export function fieldText(name: string, text: string): string {
  const key = fieldKey(name);
  return key === text ? key : `${key}: ${text}`;
}
