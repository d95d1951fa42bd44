/** What the parts of one reversal share. */
import type { Activity } from "../../analysis/activity.ts";
import type { Aliases } from "../../analysis/alias-pattern.ts";
import type { Facts } from "../../analysis/facts.ts";
import type { Flow } from "../../analysis/flow.ts";
import type { Node } from "../../analysis/places.ts";
import { keyName } from "../../analysis/places.ts";
import type { FunctionBuilder, RegionBuilder } from "../../ir/build.ts";
import { resultsOf } from "../../ir/visit.ts";
import { numberType } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import type { CallOp, FunctionId, IrFunction, Key, Op, Origin, Region, ValueId } from "../../ir/ir.ts";
import type { Derivatives, Mask } from "../derivatives.ts";
import { addTo } from "./scope.ts";
import type { Counter, Scope, ScopeTree } from "./scope.ts";

/** What is kept from the primal for the adjoint, and why: for `explain`. */
export interface Note {
  readonly value: ValueId;
  readonly name: string | undefined;
  readonly how: "recorded" | "recomputed" | "carried";
  readonly because: string;
  readonly origin: Origin;
  /** The callee in which it is. */
  readonly within?: string;
}

export interface Reversal {
  readonly all: Derivatives<CalleeVariant>;
  /** The structured primal. */
  readonly fn: IrFunction;
  readonly mask: Mask;
  readonly flow: Flow;
  readonly activity: Activity;
  readonly facts: Facts;
  /** What the adjoint sweep will ask for in any case. */
  readonly wanted: ReadonlySet<ValueId>;
  /** Arrays that hold what is recorded, an element a round. */
  readonly recordings: Set<ValueId>;
  /** What is being had again just now: it cannot be made of what is made of it. */
  readonly fetching: Set<ValueId>;
  readonly builder: FunctionBuilder;
  readonly tree: ScopeTree;
  /** Nodes whose shadows are made in the primal sweep, beside the memory itself. */
  readonly early: ReadonlySet<Node>;
  /** Whether memory of the caller may have changed by the time of the adjoint sweep. */
  isUnstable(node: Node): boolean;
  /** Whether shadows of arrays of numbers may be longer than these (loose.ts), and the nodes whose shadows may. */
  readonly isLoose: boolean;
  readonly looseNodes: ReadonlySet<Node>;
  /** Nodes whose shadows may have become longer. */
  readonly loosened: Set<Node>;
  /** Nodes of memory that the caller or a callee knows too. */
  readonly outer: ReadonlySet<Node>;
  readonly calls: readonly CallOp[];
  /** What the adjoint sweep takes back: by the op, the shadow (or shadows) that stood there, the length that the array had. */
  readonly before: Map<Op, { readonly old: ValueId | undefined; readonly length: ValueId | undefined }>;
  /** Joined: the adjoint sweep stands behind the primal sweep in one function. */
  readonly isJoined: boolean;
  /** Shadows of memory parameters; made at the start of the adjoint sweep where they are asked for first. */
  readonly paramShadow: (param: ValueId, where: "primal" | "adjoint") => ValueId;
  /** Split: what of the body is recorded for the adjoint function, and which parameters it takes. */
  readonly record: Map<ValueId, string>;
  readonly takes: Set<ValueId>;
  readonly primalShadows: Map<ValueId, ValueId>;
  /** Shadows that loops carry round, to be found when the one that is being made is there. */
  readonly waiting: { isOpen: boolean; readonly list: (() => void)[] };
  readonly notes: Note[];
  /** The parts that call one another in a circle. */
  readonly parts: Parts;
}

export interface Parts {
  /** Puts the adjoint of a region's ops into `into`; adjoints of what it yields are in `scope.bars` already. */
  reverseRegion(cx: Reversal, scope: Scope, into: RegionBuilder): void;
  calleeVariant(all: Derivatives<CalleeVariant>, callee: FunctionId, shape: CallShape): CalleeVariant;
  /** Known before a recursive callee is reversed. */
  shadowPlan(all: Derivatives<CalleeVariant>, callee: FunctionId, shape: CallShape): ShadowPlan;
}

/** How a callee is differentiated at a call. */
export interface CallShape {
  readonly mask: Mask;
  /** For each parameter, and last for the result: whether the caller may change that memory before the adjoint sweep. */
  readonly unstable: readonly boolean[];
  /** Which memory of the arguments may be one. */
  readonly aliases: Aliases;
  /** Whether shadows of arrays of numbers may be longer than these (loose.ts). */
  readonly isLoose: boolean;
}

/** Which shadows pass between a callee and its caller in the primal sweep. */
export type ShadowPlan = Pick<CalleeVariant, "resultShadow" | "earlyShadows">;

/** A callee as a pair: the augmented primal, which returns what is recorded, and the adjoint function. */
export interface CalleeVariant {
  readonly primal: FunctionId;
  /** What the augmented primal returns: the value alone, or a record of value, recording and shadow. */
  readonly primalType: Type;
  readonly hasValue: boolean;
  readonly recordType: Type | undefined;
  /** The shadow of the returned memory is made by the primal ("made"), or by the caller and handed in ("given"). */
  readonly resultShadow: "made" | "given" | "none";
  readonly shadowType: Type | undefined;
  /** Whether the adjoint function takes that shadow, from whoever made it. */
  readonly takesShadow: boolean;
  /** Parameters whose shadows the augmented primal takes, as further arguments. */
  readonly earlyShadows: readonly boolean[];
  readonly adjoint: FunctionId;
  /** What is kept in it, and why; and what it is called in the text. */
  readonly notes: readonly Note[];
  readonly name: string;
  /** Primal parameters that the adjoint function takes; then the recording, the adjoint of the result, shadows of memory in the mask. */
  readonly takes: readonly boolean[];
  /** Scalars in the mask: their adjoints are returned, one alone or as a record by these names. */
  readonly scalars: readonly { readonly param: number; readonly name: string }[];
  readonly adjointType: Type;
  /** Whether shadows that the adjoint function takes may become longer than their memory. */
  readonly loosens: boolean;
}

export function nodeOf(cx: Reversal, value: ValueId): Node {
  return cx.flow.places.find(cx.flow.nodeOf[value]!);
}

export function cellOf(cx: Reversal, ref: ValueId, key: Key): Node {
  return cx.flow.places.cell(nodeOf(cx, ref), keyName(key));
}

export function addBar(scope: Scope, value: ValueId, contribution: ValueId): void {
  addTo(scope.bars, value, contribution);
}

/** The sum of what was added to an adjoint, which starts anew; undefined where nothing was. */
export function takeBar(
  cx: Reversal,
  scope: Scope,
  value: ValueId,
  into: RegionBuilder,
  origin: Origin,
): ValueId | undefined {
  const terms = scope.bars.get(value);
  if (!terms) return undefined;
  scope.bars.delete(value);
  return sum(cx, terms, value, into, origin);
}

export function sum(
  cx: Reversal,
  terms: readonly ValueId[],
  value: ValueId,
  into: RegionBuilder,
  origin: Origin,
): ValueId {
  let total = terms[0]!;
  for (const term of terms.slice(1)) total = into.sum(total, term, origin);
  const name = cx.builder.nameOf(value);
  if (name !== undefined && cx.builder.nameOf(total) === undefined) cx.builder.rename(total, `${name}Bar`);
  return total;
}

/** The counterpart of a region, once reversed: what is fetched at its head, then the adjoint sweep. */
export function counterpart(
  scope: Scope,
  into: RegionBuilder,
  params: readonly ValueId[],
  values: readonly ValueId[],
  origin: Origin,
): Region {
  return { params, ops: [...scope.prologue.ops, ...into.ops], end: { kind: "yield", values, origin } };
}

/** The adjoint of a scalar as a new value: its type and the wish for its name. */
export function barValue(cx: Reversal, value: ValueId): { type: typeof numberType; name?: string } {
  const name = cx.builder.nameOf(value);
  return name === undefined ? { type: numberType } : { type: numberType, name: `${name}Bar` };
}

/** Where ops that need a value of the primal sweep can be added: a list that runs right after its definition. */
function listBehind(cx: Reversal, value: ValueId): Op[] {
  const added = cx.tree.listOf.get(value);
  if (added) return added;
  const scope = cx.tree.definedIn.get(value)!;
  const op = cx.tree.definition.get(value);
  return op === undefined ? scope.start : listFor(scope.after, op);
}

function listFor(lists: Map<Op, Op[]>, op: Op): Op[] {
  let list = lists.get(op);
  if (!list) lists.set(op, (list = []));
  return list;
}

/** Adds ops to the primal sweep right behind the definition of a value. */
export function addBehind(cx: Reversal, value: ValueId, ops: readonly Op[]): void {
  append(cx, listBehind(cx, value), ops, cx.tree.definedIn.get(value)!);
}

/** Adds ops to the primal sweep in front of, behind or instead of an op. */
export function addAt(cx: Reversal, op: Op, where: "before" | "after" | "instead", ops: readonly Op[]): void {
  const scope = cx.tree.scopeOfOp.get(op)!;
  append(cx, listFor(scope[where], op), ops, scope);
}

/** Adds a constant in front of an op, 1 to begin with. */
export function addCounter(cx: Reversal, op: Op, origin: Origin): Counter {
  const result = cx.builder.value(numberType);
  let value = 1;
  const constant = (): Op => ({ kind: "const", result, value, origin });
  addAt(cx, op, "before", [constant()]);
  const list = listFor(cx.tree.scopeOfOp.get(op)!.before, op);
  const at = list.length - 1;
  return {
    value: result,
    add: () => {
      const before = value++;
      list[at] = constant();
      return before;
    },
  };
}

/** Adds ops to the primal sweep at the start of a scope. */
export function addAtStart(cx: Reversal, scope: Scope, ops: readonly Op[]): void {
  append(cx, scope.start, ops, scope);
}

function append(cx: Reversal, list: Op[], ops: readonly Op[], scope: Scope): void {
  list.push(...ops);
  for (const op of ops) for (const result of resultsOf(op)) place(cx, result, scope, list);
}

/** Makes a value that was added to the primal sweep known: what needs it goes to the end of `list`. */
export function place(cx: Reversal, value: ValueId, scope: Scope, list: Op[]): void {
  if (cx.tree.definition.has(value)) return;
  cx.tree.definedIn.set(value, scope);
  cx.tree.listOf.set(value, list);
}

/** Makes a further result of an op known. */
export function placeResult(cx: Reversal, value: ValueId, op: Op): void {
  const scope = cx.tree.scopeOfOp.get(op)!;
  place(cx, value, scope, listFor(scope.after, op));
}
