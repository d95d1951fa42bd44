/** `for (…; …; …)`: counted where it counts, else a general loop. */
import type ts from "typescript";
import { countedLoop } from "../counted.ts";
import type { Counted } from "../counted.ts";
import type { ValueId } from "../../ir/ir.ts";
import { asTarget, bind, carriedBy, currentOf, slotsOf, symbolsOf, takeNames } from "../loop.ts";
import type { Lowering } from "../lowering.ts";
import { declareVariable, declareVariables } from "./variable.ts";
import { inLoopBody } from "./while.ts";

export function lowerFor(cx: Lowering, node: ts.ForStatement): void {
  const counted = countedLoop(cx, node);
  if (counted) lowerCounted(cx, node, counted);
  else lowerGeneral(cx, node);
}

function lowerCounted(cx: Lowering, node: ts.ForStatement, loop: Counted): void {
  const origin = cx.origin(node);
  const names = takeNames(cx);
  const { counter, declaration, compare, step } = loop;
  let from: ValueId | undefined;
  for (const one of loop.head) {
    if (one === declaration) from = cx.expression(loop.from);
    else declareVariable(cx, one);
  }
  const first = cx.fn.size;
  const to = cx.expression(loop.to);
  const end = cx.fn.size;
  // A `var` counter is assigned in the head; what it is behind the loop nobody reads.
  const assigned = new Set(cx.assignedIn(node));
  assigned.delete(counter);
  const carried = carriedBy(cx, assigned, origin);
  const variables = symbolsOf(carried);
  const label = cx.newLabel("loop");
  cx.file.heldBounds.push({ node, owner: cx.entry.id, label, first, end });
  const region = cx.fn.region([{ type: { kind: "number" }, name: counter.name }, ...slotsOf(carried)]);
  const [index, ...params] = region.params;
  const frame = cx.within(region, () => {
    if (index !== undefined) cx.env.set(counter, index);
    bind(cx, carried, params);
    const target = {
      kind: "loop" as const,
      names,
      break: { kind: "break" as const, label, variables },
      continue: { kind: "continue" as const, label, variables },
    };
    asTarget(cx, target, () => cx.statement(node.statement));
  });
  const values = frame.end ? [] : cx.amend(frame, () => currentOf(cx, carried, origin));
  const inits = carried.map(({ init }) => init);
  const body = cx.finish(frame, values, origin);
  const results = cx.at.for_({ label, from: from!, to, step, compare, inits, body, results: slotsOf(carried), origin });
  cx.env.delete(counter);
  bind(cx, carried, results);
}

function lowerGeneral(cx: Lowering, node: ts.ForStatement): void {
  const { ts } = cx;
  const origin = cx.origin(node);
  const names = takeNames(cx);
  const { initializer, condition, incrementor, statement } = node;
  if (initializer && ts.isVariableDeclarationList(initializer)) {
    refuseSharedHead(cx, initializer);
    declareVariables(cx, initializer);
  }
  if (initializer && !ts.isVariableDeclarationList(initializer)) cx.expression(initializer);
  const assigned = new Set(
    [condition, incrementor, statement].flatMap((part) => (part ? [...cx.assignedIn(part)] : [])),
  );
  const carried = carriedBy(cx, assigned, origin);
  const variables = symbolsOf(carried);
  const label = cx.newLabel("loop");
  const beforeRegion = cx.fn.region(slotsOf(carried));
  const before = cx.within(beforeRegion, () => {
    bind(cx, carried, beforeRegion.params);
    const test = condition ? cx.expression(condition) : cx.at.const_(true, origin);
    cx.leave({ kind: "condition", condition: test, values: currentOf(cx, carried, origin), origin });
  });
  const afterRegion = cx.fn.region(slotsOf(carried));
  const after = cx.within(afterRegion, () => {
    bind(cx, carried, afterRegion.params);
    inLoopBody(cx, { body: statement, names, label, variables });
    if (!cx.isEnded && incrementor) cx.expression(incrementor);
  });
  const values = after.end ? [] : cx.amend(after, () => currentOf(cx, carried, origin));
  const results = cx.at.while_({
    label,
    inits: carried.map(({ init }) => init),
    before: cx.finish(before, [], origin),
    after: cx.finish(after, values, origin),
    origin,
  });
  bind(cx, carried, results);
}

/** Every turn of a loop has its own variables of the head, so that a function which holds one would hold that of its turn. */
function refuseSharedHead(cx: Lowering, list: ts.VariableDeclarationList): void {
  if ((list.flags & cx.ts.NodeFlags.BlockScoped) === 0) return;
  for (const { name } of list.declarations) {
    const symbol = cx.ts.isIdentifier(name) ? cx.oracle.symbolAt(name) : undefined;
    if (symbol && cx.file.closures.isBoxed(symbol)) {
      cx.refuse("AD2012", name, `\`${symbol.name}\` is written in the loop and shared with a function`);
    }
  }
}
