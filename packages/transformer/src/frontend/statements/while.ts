/** `while` and `do…while`. */
import type ts from "typescript";
import type { ValueId } from "../../ir/ir.ts";
import { asTarget, bind, carriedBy, currentOf, inBlock, slotsOf, symbolsOf, takeNames } from "../loop.ts";
import type { Lowering } from "../lowering.ts";

export function lowerWhile(cx: Lowering, node: ts.WhileStatement): void {
  const origin = cx.origin(node);
  const names = takeNames(cx);
  const carried = carriedBy(cx, cx.assignedIn(node), origin);
  const label = cx.newLabel("loop");
  const beforeRegion = cx.fn.region(slotsOf(carried));
  let condition: ValueId | undefined;
  const before = cx.within(beforeRegion, () => {
    bind(cx, carried, beforeRegion.params);
    condition = cx.expression(node.expression);
    const values = currentOf(cx, carried, origin);
    cx.leave({ kind: "condition", condition, values, origin });
  });
  const afterRegion = cx.fn.region(slotsOf(carried));
  const variables = symbolsOf(carried);
  const after = cx.within(afterRegion, () => {
    bind(cx, carried, afterRegion.params);
    const target = {
      kind: "loop" as const,
      names,
      break: { kind: "break" as const, label, variables },
      continue: { kind: "continue" as const, label, variables },
    };
    asTarget(cx, target, () => cx.statement(node.statement));
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

/** The body and the test are the `before` of the loop; its `after` only goes round. `continue` leaves a block around the body. */
export function lowerDoWhile(cx: Lowering, node: ts.DoStatement): void {
  const origin = cx.origin(node);
  const names = takeNames(cx);
  const carried = carriedBy(cx, cx.assignedIn(node), origin);
  const variables = symbolsOf(carried);
  const label = cx.newLabel("loop");
  const beforeRegion = cx.fn.region(slotsOf(carried));
  const before = cx.within(beforeRegion, () => {
    bind(cx, carried, beforeRegion.params);
    inLoopBody(cx, { body: node.statement, names, label, variables });
    if (cx.isEnded) return;
    const condition = cx.expression(node.expression);
    cx.leave({ kind: "condition", condition, values: currentOf(cx, carried, origin), origin });
  });
  const afterRegion = cx.fn.region(slotsOf(carried));
  const results = cx.at.while_({
    label,
    inits: carried.map(({ init }) => init),
    before: cx.finish(before, [], origin),
    after: afterRegion.yields(afterRegion.params, origin),
    origin,
  });
  bind(cx, carried, results);
}

interface LoopBody {
  readonly body: ts.Statement;
  readonly names: readonly string[];
  readonly label: ReturnType<Lowering["newLabel"]>;
  readonly variables: readonly ts.Symbol[];
}

/** The body of a loop in which something follows the body: where it has a `continue`, that leaves a block around it. */
export function inLoopBody(cx: Lowering, { body, names, label, variables }: LoopBody): void {
  const leave = { kind: "break" as const, label, variables };
  if (!hasContinue(cx, body)) {
    asTarget(cx, { kind: "loop", names, break: leave }, () => cx.statement(body));
    return;
  }
  inBlock(cx, cx.assignedIn(body), cx.origin(body), (block, inner) => {
    const target = {
      kind: "loop" as const,
      names,
      break: leave,
      continue: { kind: "break" as const, label: block, variables: inner },
    };
    asTarget(cx, target, () => cx.statement(body));
  });
}

/** Whether a `continue` stands in a loop body: also one that may mean a loop further out, which costs only a block. */
function hasContinue(cx: Lowering, body: ts.Node): boolean {
  const { ts } = cx;
  const open: ts.Node[] = [body];
  for (let node = open.pop(); node; node = open.pop()) {
    if (ts.isContinueStatement(node)) return true;
    if (ts.isExpression(node) || ts.isTypeNode(node) || ts.isFunctionLike(node)) continue;
    const isInnerLoop = node !== body && ts.isIterationStatement(node, false);
    ts.forEachChild(node, (child) => void open.push(child));
    if (isInnerLoop) continue;
  }
  return false;
}
