/**
 * Which shadows must be there in the primal sweep already, beside the memory itself: those of memory whose references are stored,
 * carried, chosen by a branch, or handed to a callee that does so. Whatever a reference is stored in is early too.
 */
import { elementKey } from "../../analysis/places.ts";
import type { Node } from "../../analysis/places.ts";
import type { CallOp, Element, StoreOp, ValueId } from "../../ir/ir.ts";
import { isLengthStore } from "../../ir/ir.ts";
import { partType } from "../../ir/part-type.ts";
import { elementType, isReference, numberType } from "../../ir/types.ts";
import { eachOp, eachRegion, resultsOf } from "../../ir/visit.ts";
import type { Reversal } from "./context.ts";
import { hasVaryingElements, isVarying } from "./varying.ts";

export interface AlsoEarly {
  readonly values: readonly ValueId[];
  readonly nodes: readonly Node[];
}

type Known = Pick<Reversal, "all" | "fn" | "flow" | "activity">;

/** `earlyAtCall`: arguments and result that a call wants or gives with their shadows. */
export function earlyNodes(
  cx: Known,
  earlyAtCall: (op: CallOp) => readonly ValueId[],
  also: AlsoEarly,
): ReadonlySet<Node> {
  const early = marked(cx, earlyAtCall, also.values);
  const { places, nodeOf, resized } = cx.flow;
  for (const node of also.nodes) early.add(places.find(node));
  const shadowed = new Set<Node>();
  for (const value of cx.fn.values.keys())
    if (isShadowed(cx, value as ValueId)) shadowed.add(places.find(nodeOf[value]!));
  const changing = new Set(resized.map(({ node }) => places.find(node)));
  for (let grown = true; grown;) {
    const before = early.size;
    for (const root of shadowed) {
      const tree = [...places.tree(root)];
      // What holds memory with an early shadow, and what hangs on it and changes its length, has one too.
      if (tree.some((node) => early.has(node))) early.add(root);
      if (early.has(root)) for (const node of tree) if (changing.has(node)) early.add(node);
    }
    grown = early.size > before;
  }
  return early;
}

function isShadowed(cx: Known, value: ValueId): boolean {
  return isReference(cx.fn.values[value]!.type) && cx.activity.isActive(value);
}

function holdsReferences(cx: Known, array: ValueId): boolean {
  const element = elementType(cx.fn.values[array]!.type, cx.all.types);
  return isShadowed(cx, array) && element !== undefined && isReference(element);
}

function marked(cx: Known, earlyAtCall: (op: CallOp) => readonly ValueId[], also: readonly ValueId[]): Set<Node> {
  const { places, nodeOf } = cx.flow;
  const early = new Set<Node>();
  const mark = (value: ValueId): void => {
    if (isShadowed(cx, value)) early.add(places.find(nodeOf[value]!));
  };
  const markCell = (array: ValueId): void => {
    early.add(places.cell(nodeOf[array]!, elementKey));
  };
  /** Elements that hold references, and what holds them. */
  const markElements = (elements: readonly Element[], holder: ValueId): void => {
    for (const element of elements) {
      if (element.kind === "value") {
        mark(element.value);
        if (isShadowed(cx, element.value)) mark(holder);
      } else if (holdsReferences(cx, element.value)) {
        markCell(element.value);
        mark(holder);
      }
    }
  };
  const given = new Set(cx.fn.params.flatMap((param) => [...places.tree(places.find(nodeOf[param]!))]));
  /** A number stored into a local: what stands there in the end is a number, if only numbers and nothing may stand there. */
  const isLate = ({ ref, key, value }: StoreOp): boolean => {
    const isOfMemory = isReference(partType(cx.fn.values[ref]!.type, key, cx.all.types) ?? numberType);
    return cx.fn.values[value]!.type.kind === "number" && !isOfMemory && !given.has(places.find(nodeOf[ref]!));
  };
  also.forEach(mark);
  eachRegion(cx.fn.body, (region) => region.params.forEach(mark));
  eachOp(cx.fn.body, (op) => {
    switch (op.kind) {
      case "if":
      case "for":
      case "while":
      case "try":
        return resultsOf(op).forEach(mark);
      case "pop":
        if (hasVaryingElements(cx, op.ref)) mark(op.ref);
        return mark(op.result);
      case "opaque":
      case "clone":
        return mark(op.result);
      case "call":
        return earlyAtCall(op).forEach(mark);
      case "array":
        return markElements(op.elements, op.result);
      case "push":
        return markElements(op.elements, op.ref);
      case "record":
        for (const field of op.fields) mark(field.value);
        if (op.fields.some((field) => isShadowed(cx, field.value))) mark(op.result);
        return;
      case "store":
        if (isLengthStore(op) && holdsReferences(cx, op.ref)) markCell(op.ref);
        if (isVarying(cx, op.ref, op.key) && !isLate(op)) mark(op.ref);
        return mark(op.value);
      case "fill":
        if (hasVaryingElements(cx, op.ref)) mark(op.ref);
        return mark(op.value);
      default:
        return;
    }
  });
  // What is stored there, here or by a callee, is not what was there before.
  const shadowed = new Set<Node>();
  for (const value of cx.fn.values.keys())
    if (isShadowed(cx, value as ValueId)) shadowed.add(places.find(nodeOf[value]!));
  for (const { cell } of cx.flow.writes) if (shadowed.has(places.find(cell))) early.add(places.find(cell));
  return early;
}
