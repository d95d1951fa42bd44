/**
 * `for…of` and `for…in`: a loop over an index. Where the body may change the array's length, the length is asked for again each
 * time, as JavaScript does. `for…in` goes over the list of keys, in the order in which the object has them.
 */
import type ts from "typescript";
import type { ValueId } from "../../ir/ir.ts";
import { arrayOf, elementType, numberType, stringType } from "../../ir/types.ts";
import { dictionaryIn } from "../expressions/dictionary.ts";
import { assignTo, bindPattern } from "../expressions/destructure.ts";
import { heldCount } from "../expressions/function-table.ts";
import { readIndex } from "../expressions/memory.ts";
import { viewOf } from "../built-ins/view.ts";
import { changesIn, keepsLength } from "../invariant.ts";
import { asTarget, bind, carriedBy, currentOf, inBlock, slotsOf, symbolsOf, takeNames } from "../loop.ts";
import type { Lowering } from "../lowering.ts";
import { bare } from "../syntax.ts";

type ForEach = ts.ForOfStatement | ts.ForInStatement;

export function lowerForOf(cx: Lowering, node: ts.ForOfStatement): void {
  const { ts } = cx;
  if (node.awaitModifier) {
    cx.refuse("AD2019", node.awaitModifier, "`for await` cannot be differentiated");
    return;
  }
  const source = bare(ts, node.expression);
  const view = viewOf(cx, source);
  if (view) {
    const ref = cx.expression(view.array);
    overIndex(cx, node, { ref, array: view.array }, (index) => {
      if (view.name === "keys") return bindElement(cx, node, index);
      const element = readIndex(cx, ref, index, node.expression, true);
      return view.name === "values" ? bindElement(cx, node, element) : bindEntry(cx, node, index, element);
    });
    return;
  }
  const value = cx.expression(node.expression);
  const ref = elementType(cx.typeOf(value), cx.fn.types) ? value : spread(cx, node, value);
  overIndex(cx, node, { ref, array: ref === value ? node.expression : undefined }, (index) =>
    bindElement(cx, node, readIndex(cx, ref, index, node.expression, true)),
  );
}

export function lowerForIn(cx: Lowering, node: ts.ForInStatement): void {
  const object = cx.expression(node.expression);
  const type = cx.typeOf(object);
  const isRecord =
    type.kind === "record" || (type.kind === "named" && cx.fn.types.get(type.name)?.type.kind === "record");
  const isDictionary = dictionaryIn(cx, type) !== undefined && type.kind !== "union";
  if (!isRecord && !isDictionary) {
    cx.refuse("AD2035", node.expression, `the keys of \`${node.expression.getText()}\` are not known`);
    return;
  }
  const keys = cx.opaque(["Object.keys(", object, ")"], node.expression, {
    type: arrayOf(stringType),
    effect: "reads",
  });
  cx.name(keys, "keys");
  overIndex(cx, node, { ref: keys, array: undefined }, (index) =>
    bindElement(cx, node, cx.at.load(keys, index, stringType, cx.origin(node.expression))),
  );
  if (isDictionary) refuseDeletion(cx, node);
}

/** `for…in` leaves out what is deleted before its turn: only the key of the turn itself may be deleted in the loop. */
function refuseDeletion(cx: Lowering, node: ts.ForInStatement): void {
  const { ts } = cx;
  const name = ts.isVariableDeclarationList(node.initializer) ? node.initializer.declarations[0]?.name : undefined;
  const visit = (inner: ts.Node): void => {
    if (ts.isDeleteExpression(inner)) {
      const target = bare(ts, inner.expression);
      const key = ts.isElementAccessExpression(target) ? bare(ts, target.argumentExpression) : undefined;
      const isOwn = key && name && ts.isIdentifier(key) && ts.isIdentifier(name) && key.text === name.text;
      if (!isOwn) cx.refuse("AD2023", inner, "what is deleted here may be a key that `for…in` would have come to");
    }
    ts.forEachChild(inner, visit);
  };
  visit(node.statement);
}

/** Anything else that can be iterated is host memory: its items, as an array. */
function spread(cx: Lowering, node: ts.ForOfStatement, value: ValueId): ValueId {
  const { ts } = cx;
  const item = ts.isVariableDeclarationList(node.initializer)
    ? node.initializer.declarations[0]?.name
    : node.initializer;
  const type = arrayOf(item ? cx.file.typeAt(item) : stringType);
  return cx.opaque(["[...", value, "]"], node.expression, { type, effect: "reads" });
}

function bindElement(cx: Lowering, node: ForEach, element: ValueId): void {
  const { ts } = cx;
  const { initializer } = node;
  if (!ts.isVariableDeclarationList(initializer)) return assignTo(cx, initializer, element);
  const [declaration] = initializer.declarations;
  if (declaration) bindPattern(cx, declaration.name, element);
  return undefined;
}

/** `const [i, x] of xs.entries()`: no pair is made. */
function bindEntry(cx: Lowering, node: ForEach, index: ValueId, element: ValueId): void {
  const { ts } = cx;
  const { initializer } = node;
  const declaration = ts.isVariableDeclarationList(initializer) ? initializer.declarations[0] : undefined;
  const pattern = declaration?.name;
  if (
    pattern &&
    ts.isArrayBindingPattern(pattern) &&
    !pattern.elements.some((e) => ts.isBindingElement(e) && e.dotDotDotToken)
  ) {
    for (const [i, part] of pattern.elements.entries()) {
      if (ts.isBindingElement(part) && i < 2) bindPattern(cx, part.name, i === 0 ? index : element);
    }
    return undefined;
  }
  const origin = cx.origin(node);
  const pair = cx.at.array([index, element], { kind: "tuple", elements: [numberType, cx.typeOf(element)] }, origin);
  return bindElement(cx, node, pair);
}

interface Source {
  readonly ref: ValueId;
  /** What was written for it, if it is memory that the body may reach. */
  readonly array: ts.Expression | undefined;
}

function overIndex(cx: Lowering, node: ForEach, { ref, array }: Source, item: (index: ValueId) => void): void {
  const changes = array ? changesIn(cx, [node.statement], undefined) : undefined;
  const isFixed =
    heldCount(cx, ref) !== undefined ||
    cx.typeOf(ref).kind === "typed-array" ||
    !array ||
    !changes ||
    (keepsLength(cx, array, changes) && !cx.file.uncounted.has(node));
  if (isFixed) overFixed(cx, node, { ref, array }, item);
  else overGrowing(cx, node, ref, item);
}

function overFixed(cx: Lowering, node: ForEach, { ref, array }: Source, item: (index: ValueId) => void): void {
  const origin = cx.origin(node);
  const names = takeNames(cx);
  const from = cx.at.number(0, origin);
  const count = heldCount(cx, ref);
  const first = cx.fn.size;
  const to = count === undefined ? cx.at.length(ref, origin) : cx.at.number(count, origin);
  const end = cx.fn.size;
  const carried = carriedBy(cx, cx.assignedIn(node), origin);
  const variables = symbolsOf(carried);
  const label = cx.newLabel("loop");
  if (array) cx.file.heldBounds.push({ node, owner: cx.entry.id, label, first, end });
  const region = cx.fn.region([{ type: numberType, name: "i" }, ...slotsOf(carried)]);
  const [index, ...params] = region.params;
  const frame = cx.within(region, () => {
    bind(cx, carried, params);
    item(index!);
    const target = {
      kind: "loop" as const,
      names,
      break: { kind: "break" as const, label, variables },
      continue: { kind: "continue" as const, label, variables },
    };
    asTarget(cx, target, () => cx.statement(node.statement));
  });
  const values = frame.end ? [] : cx.amend(frame, () => currentOf(cx, carried, origin));
  const body = cx.finish(frame, values, origin);
  const inits = carried.map(({ init }) => init);
  const head = { label, from, to, step: 1, compare: "<" as const };
  bind(cx, carried, cx.at.for_({ ...head, inits, body, results: slotsOf(carried), origin }));
}

/** The index is one more carried value; `continue` leaves a block around the body, behind which it goes on. */
function overGrowing(cx: Lowering, node: ForEach, ref: ValueId, item: (index: ValueId) => void): void {
  const origin = cx.origin(node);
  const names = takeNames(cx);
  const first = cx.at.number(0, origin, "i");
  const carried = carriedBy(cx, cx.assignedIn(node), origin);
  const variables = symbolsOf(carried);
  const label = cx.newLabel("loop");
  const slots = [{ type: numberType, name: "i" }, ...slotsOf(carried)];
  const beforeRegion = cx.fn.region(slots);
  const before = beforeRegion.finish({
    kind: "condition",
    condition: beforeRegion.prim("lt", [beforeRegion.params[0]!, beforeRegion.length(ref, origin)], origin),
    values: beforeRegion.params,
    origin,
  });
  const afterRegion = cx.fn.region(slots);
  const [index, ...params] = afterRegion.params;
  const outside = cx.newLabel("block");
  // `break` must not carry the index out of a block of the user's variables, so the loop itself stands in a block.
  const around = cx.within(cx.fn.region(), () => {
    const after = cx.within(afterRegion, () => {
      bind(cx, carried, params);
      item(index!);
      inBlock(cx, cx.assignedIn(node), origin, (block, inner) => {
        const target = {
          kind: "loop" as const,
          names,
          break: { kind: "break" as const, label: outside, variables },
          continue: { kind: "break" as const, label: block, variables: inner },
        };
        asTarget(cx, target, () => cx.statement(node.statement));
      });
    });
    const values = after.end
      ? []
      : cx.amend(after, () => [
          cx.at.prim("add", [index!, cx.at.number(1, origin)], origin, "i"),
          ...currentOf(cx, carried, origin),
        ]);
    const inits = [first, ...carried.map(({ init }) => init)];
    const [, ...results] = cx.at.while_({ label, inits, before, after: cx.finish(after, values, origin), origin });
    bind(cx, carried, results);
  });
  const values = cx.amend(around, () => currentOf(cx, carried, origin));
  const body = cx.finish(around, values, origin);
  bind(cx, carried, cx.at.block({ label: outside, body, results: slotsOf(carried), origin }));
}
