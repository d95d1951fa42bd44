/** Types of declarations, only where TypeScript would infer something else. */
import type { ArrayOp, IfOp, Key, Op, RecordOp, ValueId } from "../ir/ir.ts";
import { isReference, undefinedType } from "../ir/types.ts";
import type { Type } from "../ir/types.ts";
import { operandsOf, regionsOf } from "../ir/visit.ts";
import { constOf, definingOp, isStructured } from "./structure.ts";
import type { Place, Structure } from "./structure.ts";
import type { Flow } from "./loops.ts";
import { typeText } from "./type-text.ts";
import { needsAnnotation } from "./zeros.ts";

/** `: T`, or nothing. `by` gives the first content, or the value `from` is copied. */
export function annotationOf(about: {
  readonly value: ValueId;
  readonly by: Op | undefined;
  readonly from: ValueId | undefined;
  readonly isConst: boolean;
  readonly cx: { readonly flow: Flow };
}): string {
  const { value, by, from, isConst, cx } = about;
  const { structure } = cx.flow;
  const own = structure.fn.values[value]?.type;
  const type = own?.kind === "record" && structure.cells.has(value) ? own.fields[0]?.type : own;
  if (!type || type.kind === "void") return "";
  const text = `: ${typeText(type)}`;
  const constant = from === undefined ? undefined : constOf(structure, from);
  const first = by ?? (from === undefined || isConst ? undefined : definingOp(structure, from));
  const isPlain = type.kind === "number" && (isConst || type.text === undefined);
  if (isPlain && first && readsLiteral(first, structure, isConst)) return ": number";
  if (isConst && !constant)
    return by &&
      (isWidened(by, type, cx.flow) ||
        (by.kind !== "allocate" && isNarrowed(value, type, cx.flow)) ||
        isCarried(by, cx.flow) ||
        isCircular(by, cx.flow))
      ? text
      : "";
  if (type.kind !== "number" && type.kind !== "boolean" && type.kind !== "string") return text;
  if (type.text !== undefined || isConst) return text;
  // A copy from a variable of another text (a branded number) would pass its type on.
  const source = from === undefined ? undefined : structure.fn.values[from]?.type;
  return source && !constant && typeText(source) !== typeText(type) ? text : "";
}

/** A narrowing of memory that a loop carries, or memory that holds it: TypeScript would have to know its type to infer it. */
function isCarried(op: Op, { structure }: Flow): boolean {
  if (op.kind !== "cast" && op.kind !== "record" && op.kind !== "array") return false;
  return operandsOf(op).some(
    (operand) =>
      isReference(structure.fn.values[operand]?.type ?? undefinedType) &&
      !structure.fn.params.includes(operand) &&
      definingOp(structure, operand) === undefined,
  );
}

/** What holds typed arrays, and gets others: those that are made here are of a narrower type than any typed array. */
function isNarrowed(value: ValueId, type: Type, { structure }: Flow): boolean {
  return holdsTyped(type, 0) && refilled(structure).has(value);
}

function holdsTyped(type: Type, depth: number): boolean {
  switch (type.kind) {
    case "typed-array":
      return depth > 0;
    case "array":
      return holdsTyped(type.element, depth + 1);
    case "tuple":
      return type.elements.some((element) => holdsTyped(element, depth + 1));
    case "record":
      return type.fields.some((field) => holdsTyped(field.type, depth + 1));
    default:
      return false;
  }
}

const refilledOf = new WeakMap<Structure, ReadonlySet<ValueId>>();

/** Memory that references are stored into. */
function refilled(structure: Structure): ReadonlySet<ValueId> {
  let found = refilledOf.get(structure);
  if (!found) {
    const values = new Set<ValueId>();
    for (const { ops } of structure.placeOf.values())
      for (const op of ops) if (op.kind === "store" || op.kind === "push" || op.kind === "fill") values.add(op.ref);
    refilledOf.set(structure, (found = values));
  }
  return found;
}

function isMissing(structure: Structure, value: ValueId): boolean {
  const constant = constOf(structure, value);
  return constant !== undefined && (constant.value === undefined || constant.value === null);
}

/** Whether what is read has a literal's type; a variable that is assigned again must not have it, whatever stands between. */
function readsLiteral(op: Op, structure: Structure, isConst: boolean): boolean {
  if (op.kind === "load") return holdsLiterals(structure.fn.values[op.ref]?.type);
  const inner = op.kind === "cast" && !isConst ? definingOp(structure, op.arg) : undefined;
  return inner !== undefined && readsLiteral(inner, structure, isConst);
}

/** `readonly [1, 2, 4]`: what is read has a literal's type. */
function holdsLiterals(type: Type | undefined): boolean {
  return type !== undefined && /(?:^|[^\w$])\d/.test(typeText(type));
}

/** The parameters of a function's text get their types from what it is assigned to. */
function isFunction(type: Type): boolean {
  return type.kind === "opaque" && type.text.includes("=>");
}

function isWidened(op: Op, type: Type, flow: Flow): boolean {
  const { structure } = flow;
  switch (op.kind) {
    case "opaque":
      // A constant of the module has a literal's type there, of which a test against 0 makes no sense.
      return type.kind === "number" && type.text === undefined && /^[\w$.]+(?:\[\w*\]!?)*$/.test(op.pieces.join(""));
    case "array":
      return op.elements.length === 0 || needsAnnotation(type) || holdsEmpty(op, structure);
    case "record":
      // Nothing says what an empty dictionary holds.
      if (type.kind === "dictionary") return true;
      if (op.construct) return op.construct.args === undefined;
      // A field that is missing now may be written later.
      return (
        needsAnnotation(type) ||
        (type.kind === "record" && type.fields.some((field) => isFunction(field.type))) ||
        (type.kind === "named" && holdsMissing(op, flow))
      );
    case "zeros-like":
    case "clone":
      return needsAnnotation(type);
    case "if":
      // Of a literal in a branch TypeScript makes an array, and of its texts strings.
      return type.kind === "tuple" || choosesLiteral(op, structure);
    default:
      return false;
  }
}

/** `{ next: { next: null } }`: also what is missing further in, of a record that is written there. */
function holdsMissing({ fields }: RecordOp, flow: Flow): boolean {
  const { structure, folding } = flow;
  const isHolding = (value: ValueId): boolean => {
    const inner = folding.folded.has(value) ? definingOp(structure, value) : undefined;
    if (inner?.kind === "cast") return isHolding(inner.arg);
    return isMissing(structure, value) || (inner?.kind === "record" && holdsMissing(inner, flow));
  };
  return fields.some(({ value }) => isHolding(value));
}

/** Whether a branch gives an object literal whose type TypeScript would widen. */
function choosesLiteral({ then, else: otherwise }: IfOp, structure: Structure): boolean {
  const isLiteral = (value: ValueId): boolean => {
    const type = structure.fn.values[value]?.type;
    return definingOp(structure, value)?.kind === "record" && type?.kind === "record" && needsAnnotation(type);
  };
  return [then, otherwise].some(({ end }) => end.kind === "yield" && end.values.some(isLiteral));
}

/** `[[], []]`: of the elements nothing says what they hold. */
function holdsEmpty(op: ArrayOp, structure: Structure): boolean {
  return op.elements.some(({ kind, value }) => {
    const inner = kind === "value" ? definingOp(structure, value) : undefined;
    return inner?.kind === "array" && (inner.elements.length === 0 || holdsEmpty(inner, structure));
  });
}

/**
 * In a loop, what is read from an element that the loop writes is of a type that TypeScript would have to know already:
 * `const t = a[0]! * x; a[0] = t;` (it narrows `a[0]` by its assignments).
 */
function isCircular(op: Op, flow: Flow): boolean {
  const { structure, folding } = flow;
  if (op.kind === "load") {
    const key = narrowedKey(structure, op.ref, op.key);
    return key !== undefined && writtenInLoops(structure).has(key);
  }
  if (op.kind !== "prim" && op.kind !== "cast" && op.kind !== "array") return false;
  return operandsOf(op).some((operand) => {
    const inner = folding.folded.has(operand) ? definingOp(structure, operand) : undefined;
    return inner !== undefined && isCircular(inner, flow);
  });
}

const writtenOf = new WeakMap<Structure, ReadonlySet<string>>();

/** Elements at constant places that are written in loops. */
function writtenInLoops(structure: Structure): ReadonlySet<string> {
  let written = writtenOf.get(structure);
  if (!written) {
    const found = new Set<string>();
    const visit = (place: Place, isInLoop: boolean): void => {
      for (const op of place.ops) {
        const key = isInLoop && op.kind === "store" ? narrowedKey(structure, op.ref, op.key) : undefined;
        if (key !== undefined) found.add(key);
        if (!isStructured(op)) continue;
        for (const region of regionsOf(op)) {
          const inner = structure.placeOf.get(region);
          if (inner) visit(inner, isInLoop || op.kind === "for" || op.kind === "while");
        }
      }
    };
    visit(structure.body, false);
    written = found;
    writtenOf.set(structure, written);
  }
  return written;
}

function narrowedKey(structure: Structure, ref: ValueId, key: Key): string | undefined {
  if (key.kind === "field") return undefined;
  const constant = constOf(structure, key.index)?.value;
  if (typeof constant === "number") return `${ref}:${constant}`;
  return definingOp(structure, key.index) ? `${ref}:%${key.index}` : undefined;
}
