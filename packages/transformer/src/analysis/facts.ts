/**
 * What is known of numbers before the program runs: whole, not negative, within the bounds of an array.
 *
 * Bounds are found by writing an index as (loop counter or nothing) + constant and the bound of the loop as (length of an array) +
 * constant; lengths are the same where they are lengths of the same array, of arrays made with the same length, or like one another.
 */
import { constantOf } from "./constants.ts";
import type { ForOp, IrFunction, Op, ValueId } from "../ir/ir.ts";
import { eachOp, eachRegion, resultsOf } from "../ir/visit.ts";

/** A value as base + offset; `base` undefined: the constant `offset`. */
export interface Affine {
  readonly base: ValueId | undefined;
  readonly offset: number;
}

export interface Facts {
  readonly definition: ReadonlyMap<ValueId, Op>;
  /** The loop whose counter a value is. */
  readonly counterOf: ReadonlyMap<ValueId, ForOp>;
  constant(value: ValueId): number | boolean | undefined;
  isWhole(value: ValueId): boolean;
  isNotNegative(value: ValueId): boolean;
  affine(value: ValueId): Affine;
  /** Whether `index` certainly hits an element of the array `ref`, whose length never changes. */
  isInRange(ref: ValueId, index: ValueId): boolean;
}

const wholePrims = new Set([
  "floor",
  "ceil",
  "round",
  "trunc",
  "bitAnd",
  "bitOr",
  "bitXor",
  "bitNot",
  "shl",
  "shr",
  "ushr",
  "clz32",
  "imul",
  "sign",
]);

/** `isResized(ref)`: whether the length of that array may change. */
export function factsOf(fn: IrFunction, isResized: (ref: ValueId) => boolean): Facts {
  const definition = new Map<ValueId, Op>();
  const counterOf = new Map<ValueId, ForOp>();
  eachOp(fn.body, (op) => {
    for (const result of resultsOf(op)) definition.set(result, op);
  });
  eachRegion(fn.body, (region, owner) => {
    if (owner?.kind === "for") counterOf.set(region.params[0]!, owner);
  });

  const constant = (value: ValueId): number | boolean | undefined => constantOf(value, definition);
  const wholeOf = new Map<ValueId, boolean>();
  const isWhole = (value: ValueId): boolean => {
    let known = wholeOf.get(value);
    if (known === undefined) {
      wholeOf.set(value, false); // a circle proves nothing
      known = computeWhole(value);
      wholeOf.set(value, known);
    }
    return known;
  };
  const computeWhole = (value: ValueId): boolean => {
    const loop = counterOf.get(value);
    if (loop) return isWhole(loop.from);
    const op = definition.get(value);
    switch (op?.kind) {
      case "const":
        return Number.isInteger(op.value);
      case "length":
      case "push":
        return true;
      case "prim":
        if (wholePrims.has(op.prim)) return true;
        return ["add", "sub", "mul", "neg", "max", "min"].includes(op.prim) && op.args.every(isWhole);
      default:
        return false;
    }
  };
  const lowerBound = (value: ValueId, depth: number = 0): number => {
    if (depth > 8) return -Infinity;
    const loop = counterOf.get(value);
    if (loop)
      return loop.step > 0
        ? lowerBound(loop.from, depth + 1)
        : loop.compare === ">="
          ? lowerBound(loop.to, depth + 1)
          : lowerBound(loop.to, depth + 1) + 1;
    const op = definition.get(value);
    switch (op?.kind) {
      case "const":
        return typeof op.value === "number" ? op.value : -Infinity;
      case "length":
        return 0;
      case "prim": {
        const [a, b] = op.args;
        if (op.prim === "add") return lowerBound(a!, depth + 1) + lowerBound(b!, depth + 1);
        if (op.prim === "sub") {
          const c = constant(b!);
          return typeof c === "number" ? lowerBound(a!, depth + 1) - c : -Infinity;
        }
        if (op.prim === "mul") {
          const [left, right] = [lowerBound(a!, depth + 1), lowerBound(b!, depth + 1)];
          return left >= 0 && right >= 0 ? left * right : -Infinity;
        }
        if (op.prim === "max") return Math.max(...op.args.map((arg) => lowerBound(arg, depth + 1)));
        return -Infinity;
      }
      default:
        return -Infinity;
    }
  };
  const affine = (value: ValueId, depth: number = 0): Affine => {
    const op = definition.get(value);
    if (op?.kind === "const" && typeof op.value === "number") return { base: undefined, offset: op.value };
    if (op?.kind === "prim" && (op.prim === "add" || op.prim === "sub") && depth < 8) {
      const [a, b] = [affine(op.args[0]!, depth + 1), affine(op.args[1]!, depth + 1)];
      if (b.base === undefined)
        return { base: a.base, offset: op.prim === "add" ? a.offset + b.offset : a.offset - b.offset };
      if (a.base === undefined && op.prim === "add") return { base: b.base, offset: a.offset + b.offset };
    }
    return { base: value, offset: 0 };
  };
  /** A value that stands for the length of an array; the same for arrays that are as long as each other. */
  const lengthOf = (ref: ValueId): Affine | undefined => {
    if (isResized(ref)) return undefined;
    const op = definition.get(ref);
    switch (op?.kind) {
      case "cast":
      case "zeros-like":
      case "clone":
        return lengthOf(op.arg);
      case "allocate":
        // A typed array truncates its length, an array refuses a broken one.
        return isWhole(op.length) || fn.values[ref]!.type.kind === "array" ? canonical(affine(op.length)) : undefined;
      case "array":
        return op.elements.every((element) => element.kind === "value")
          ? { base: undefined, offset: op.elements.length }
          : undefined;
      default:
        return { base: ref, offset: 0 };
    }
  };
  /** Lengths are written as the array itself. */
  const canonical = (form: Affine): Affine => {
    const op = form.base === undefined ? undefined : definition.get(form.base);
    if (op?.kind !== "length") return form;
    const length = lengthOf(op.ref);
    return length ? { base: length.base, offset: length.offset + form.offset } : form;
  };
  const upperBound = (index: ValueId): Affine | undefined => {
    const form = affine(index);
    if (form.base === undefined) return form;
    const loop = counterOf.get(form.base);
    if (!loop) return canonical(form);
    const last = loop.step > 0 ? loop.to : loop.from;
    const bound = canonical(affine(last));
    // A whole counter below a bound is at most the bound minus 1 only where that is whole too: lengths are, and so is what
    // an array was made with (anything else would have thrown).
    const isStrict = loop.step > 0 && loop.compare === "<";
    return { base: bound.base, offset: bound.offset + form.offset - (isStrict ? 1 : 0) };
  };
  const isInRange = (ref: ValueId, index: ValueId): boolean => {
    if (!isWhole(index) || !(lowerBound(index) >= 0)) return false;
    const [length, last] = [lengthOf(ref), upperBound(index)];
    return length !== undefined && last !== undefined && length.base === last.base && last.offset < length.offset;
  };
  return {
    definition,
    counterOf,
    constant,
    isWhole,
    isNotNegative: (value) => lowerBound(value) >= 0,
    affine,
    isInRange,
  };
}
