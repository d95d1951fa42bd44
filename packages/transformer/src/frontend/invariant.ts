/** Whether an expression stays the same while a loop runs: it names nothing that the loop assigns or whose memory it changes. */
import type ts from "typescript";
import type { Lowering } from "./lowering.ts";
import { rootsOf } from "./references.ts";
import { targetOf } from "./static-target.ts";
import type { FunctionNode } from "./syntax.ts";
import { bare, eachNode, parentOf, isAssignmentOperator, isIncrement, isInside, literalKey } from "./syntax.ts";

export interface LoopChanges {
  readonly assigned: ReadonlySet<ts.Symbol>;
  /** Names of fields that are stored to. */
  readonly fields: ReadonlySet<string>;
  /** Variables from which one gets to arrays that may become longer or shorter. */
  readonly grown: Grown;
  /** Code that is not at hand gets hold of memory. */
  readonly unknown: boolean;
}

/** By the variable: how many arrays deep the types of those are that change. A row that grows is no matrix that does. */
type Grown = ReadonlyMap<ts.Symbol, ReadonlySet<number>>;

/** A type that does not tell. */
const anyDepth = 0;

/** How many arrays deep the type of an expression is. */
function depthOf({ ts, oracle }: Lowering, ref: ts.Expression): number {
  let depth = 0;
  let type = oracle.typeAt(ref);
  for (; oracle.isArray(type); type = oracle.typeArgumentsOf(type)[0]!) depth++;
  const tellsNothing = ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter | ts.TypeFlags.Union;
  return (type.flags & tellsNothing) === 0 ? depth : anyDepth;
}

function grow(grown: Map<ts.Symbol, Set<number>>, root: ts.Symbol, depths: Iterable<number>): void {
  const known = grown.get(root) ?? new Set();
  for (const depth of depths) known.add(depth);
  grown.set(root, known);
}

const growing: ReadonlySet<string> = new Set(["push", "pop", "shift", "unshift", "splice"]);

/** What a loop changes. A store at its own `counter` is in range, so it makes nothing longer. */
export function changesIn(
  cx: Lowering,
  parts: readonly (ts.Node | undefined)[],
  counter: ts.Symbol | undefined,
): LoopChanges {
  const assigned = new Set<ts.Symbol>();
  const changes: Changes = { fields: new Set(), grown: new Map(), unknown: false };
  for (const part of parts) {
    if (!part) continue;
    for (const symbol of cx.assignedIn(part)) assigned.add(symbol);
    const callees = collect(cx, part, { counter, isHere: true }, changes);
    for (const { named, call } of callees) {
      const effects = effectsOf(cx, named);
      if (!effects) continue;
      for (const field of effects.fields) changes.fields.add(field);
      for (const [root, depths] of effects.grown) grow(changes.grown, root, depths);
      changes.unknown ||= effects.unknown;
      if (effects.growsOwn.size === 0) continue;
      for (const argument of call.arguments)
        for (const root of rootsOf(cx.oracle, argument)) grow(changes.grown, root, effects.growsOwn);
    }
  }
  return { assigned, ...changes };
}

interface Changes {
  readonly fields: Set<string>;
  readonly grown: Map<ts.Symbol, Set<number>>;
  unknown: boolean;
}

interface NamedCallee {
  readonly named: ts.Expression;
  readonly call: ts.CallExpression;
}

/** Adds what some code changes itself; gives what it calls or hands on. */
function collect(
  cx: Lowering,
  part: ts.Node,
  { counter, isHere }: { readonly counter: ts.Symbol | undefined; readonly isHere: boolean },
  changes: Changes,
): readonly NamedCallee[] {
  const { ts, oracle } = cx;
  const { fields, grown } = changes;
  const callees: NamedCallee[] = [];
  const growAt = (ref: ts.Expression): void => {
    for (const root of rootsOf(oracle, ref)) grow(grown, root, [depthOf(cx, ref)]);
  };
  const store = (target: ts.Expression): void => {
    const node = bare(ts, target);
    if (ts.isPropertyAccessExpression(node)) {
      fields.add(node.name.text);
      if (node.name.text === "length") growAt(node.expression);
    } else if (ts.isElementAccessExpression(node)) {
      const name = literalKey(ts, node.argumentExpression);
      if (name !== undefined) fields.add(name);
      const key = bare(ts, node.argumentExpression);
      const isCounter = ts.isIdentifier(key) && counter !== undefined && oracle.symbolAt(key) === counter;
      if (!isCounter) growAt(node.expression);
    } else if (ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node)) {
      eachNode(ts, node, (inner) => {
        if (inner !== node && (ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner)))
          store(inner);
      });
    }
  };
  eachNode(ts, part, (node) => {
    if (ts.isTypeNode(node)) return false;
    if (ts.isBinaryExpression(node) && isAssignmentOperator(ts, node.operatorToken.kind)) store(node.left);
    else if (isIncrement(ts, node)) store(node.operand);
    else if (ts.isCallExpression(node)) {
      const callee = bare(ts, node.expression);
      if (ts.isPropertyAccessExpression(callee) && growing.has(callee.name.text)) growAt(callee.expression);
      else changes.unknown ||= reachesUnknownCode(cx, node, isHere);
      for (const named of [callee, ...node.arguments]) callees.push({ named, call: node });
    }
    return undefined;
  });
  return callees;
}

/** What calling a function changes. */
interface Effects extends Changes {
  /** How deep what grows is, of what the function itself names: what is passed to it, above all. */
  readonly growsOwn: Set<number>;
}

/** The effects of the function that an expression names; undefined where it names none. A literal stands where it is looked at anyway. */
function effectsOf(cx: Lowering, expression: ts.Expression): Effects | undefined {
  const { ts } = cx;
  const name = bare(ts, expression);
  const node = functionNamedBy(cx, name);
  if (node) return effectsOfNode(cx, node);
  const symbol = ts.isIdentifier(name) ? cx.oracle.symbolAt(name) : undefined;
  const held = symbol && cx.env.get(symbol);
  const known = held === undefined ? undefined : cx.functionOf.get(held);
  if (known?.kind !== "closure") return undefined;
  const effects = effectsOfNode(cx, known.node);
  // What a function value holds may have other names here.
  return { ...effects, unknown: effects.unknown || effects.grown.size > 0 };
}

function functionNamedBy(cx: Lowering, name: ts.Expression): FunctionNode | undefined {
  if (!cx.ts.isIdentifier(name) && !cx.ts.isPropertyAccessExpression(name)) return undefined;
  const target = targetOf(cx.oracle, name);
  return target.kind === "function" ? target.node : undefined;
}

interface OwnEffects {
  readonly changes: Changes;
  readonly callees: readonly FunctionNode[];
}

const ownEffectsOf = new WeakMap<FunctionNode, OwnEffects>();
const allEffectsOf = new WeakMap<FunctionNode, Effects>();

/** Those of a function and of all that it reaches. */
function effectsOfNode(cx: Lowering, node: FunctionNode): Effects {
  let all = allEffectsOf.get(node);
  if (all) return all;
  all = { fields: new Set(), grown: new Map(), unknown: false, growsOwn: new Set() };
  const reached = new Set([node]);
  for (const one of reached) {
    const { changes, callees } = ownEffects(cx, one);
    for (const field of changes.fields) all.fields.add(field);
    all.unknown ||= changes.unknown;
    for (const [root, depths] of changes.grown) {
      const isOwn = [...reached].some((at) => root.valueDeclaration && isInside(root.valueDeclaration, at));
      if (isOwn) for (const depth of depths) all.growsOwn.add(depth);
      grow(all.grown, root, depths);
    }
    for (const callee of callees) reached.add(callee);
  }
  allEffectsOf.set(node, all);
  return all;
}

function ownEffects(cx: Lowering, node: FunctionNode): OwnEffects {
  let own = ownEffectsOf.get(node);
  if (!own) {
    const changes: Changes = { fields: new Set(), grown: new Map(), unknown: false };
    const named = node.body ? collect(cx, node.body, { counter: undefined, isHere: false }, changes) : [];
    const callees = named.flatMap((one) => functionNamedBy(cx, bare(cx.ts, one.named)) ?? []);
    own = { changes, callees };
    ownEffectsOf.set(node, own);
  }
  return own;
}

/** A call of something whose body is not at hand, which gets hold of memory. `isHere`: variables are what they are at this place. */
function reachesUnknownCode(cx: Lowering, node: ts.CallExpression, isHere: boolean): boolean {
  const { kind } = targetOf(cx.oracle, node.expression);
  if (kind === "class") return true;
  if (kind === "unknown" && isHere && effectsOf(cx, node.expression)) return false;
  return kind === "unknown" || (kind === "ambient" && node.arguments.length > 0);
}

/** Whether the array that `ref` names keeps its length. */
export function keepsLength(cx: Lowering, ref: ts.Expression, changes: LoopChanges): boolean {
  if (changes.unknown) return false;
  if (changes.grown.size === 0) return true;
  const depth = depthOf(cx, ref);
  for (const root of rootsOf(cx.oracle, ref)) {
    const depths = changes.grown.get(root);
    if (depths && (depth === anyDepth || depths.has(depth) || depths.has(anyDepth))) return false;
  }
  return true;
}

export function isInvariant(cx: Lowering, expression: ts.Expression, changes: LoopChanges): boolean {
  const { ts } = cx;
  const node = bare(ts, expression);
  if (ts.isNumericLiteral(node)) return true;
  if (ts.isIdentifier(node)) return isInvariantName(cx, node, changes);
  if (isIncrement(ts, node)) return false;
  if (ts.isPrefixUnaryExpression(node)) return isInvariant(cx, node.operand, changes);
  if (ts.isBinaryExpression(node)) {
    return (
      !isAssignmentOperator(ts, node.operatorToken.kind) &&
      isInvariant(cx, node.left, changes) &&
      isInvariant(cx, node.right, changes)
    );
  }
  if (ts.isCallExpression(node)) {
    const target = targetOf(cx.oracle, node.expression);
    const isPure = target.kind === "math" && target.name !== "random";
    return isPure && node.arguments.every((argument) => isInvariant(cx, argument, changes));
  }
  if (ts.isPropertyAccessExpression(node) && !node.questionDotToken) {
    if (targetOf(cx.oracle, node).kind === "math") return true;
    if (!isInvariant(cx, node.expression, changes)) return false;
    if (node.name.text === "length") return keepsLength(cx, node.expression, changes);
    return !changes.unknown && !changes.fields.has(node.name.text);
  }
  if (ts.isElementAccessExpression(node) && !node.questionDotToken) {
    // Only a row, whose length is asked for; a number in an array may be stored anew.
    const reader = parentOf(ts, node);
    return (
      ts.isPropertyAccessExpression(reader) &&
      reader.name.text === "length" &&
      isInvariant(cx, node.expression, changes) &&
      isInvariant(cx, node.argumentExpression, changes) &&
      keepsLength(cx, node.expression, changes)
    );
  }
  return false;
}

function isInvariantName(cx: Lowering, node: ts.Identifier, changes: LoopChanges): boolean {
  const { ts } = cx;
  if (node.text === "undefined" || node.text === "Infinity" || node.text === "NaN") return true;
  const symbol = cx.oracle.symbolAt(node);
  const declaration = symbol?.valueDeclaration;
  if (!symbol || !declaration || changes.assigned.has(symbol)) return false;
  if (cx.env.has(symbol)) return true;
  return ts.isVariableDeclaration(declaration) && (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
}
