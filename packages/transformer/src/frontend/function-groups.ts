/** Functions that are followed as data: between which functions they go, and where they would meet functions as they are. */
import type ts from "typescript";
import type { FunctionId, IrFunction, Origin, ValueId } from "../ir/ir.ts";
import type { Type } from "../ir/types.ts";
import { eachOp } from "../ir/visit.ts";
import { outermost } from "./syntax.ts";
import type { FileLowering } from "./file-lowering.ts";

/** Which functions reach each other, or are reached by one: values go between no others. A group has the number of its first function. */
export function groupsOf(file: FileLowering, known: ReadonlyMap<ts.Node, number>): ReadonlyMap<ts.Node, number> {
  const numberOf = new Map(known);
  const next = (): number => Math.max(-1, ...numberOf.values()) + 1;
  const groupAt = (node: ts.Node): number => {
    const root = outermost(file.ts, node);
    const group = numberOf.get(root) ?? next();
    numberOf.set(root, group);
    return group;
  };
  const join = (a: ts.Node, b: ts.Node): void => {
    const [one, other] = [groupAt(a), groupAt(b)].toSorted((m, n) => m - n);
    if (one === other || one === undefined) return;
    for (const [node, group] of numberOf) if (group === other) numberOf.set(node, one);
  };
  const nodeOf = (id: FunctionId): ts.Node | undefined => file.entries.get(id)?.node;
  for (const [caller, callees] of file.calleesOf) {
    const from = nodeOf(caller);
    for (const callee of callees) {
      const to = nodeOf(callee);
      if (from && to) join(from, to);
    }
  }
  for (const [node, callers] of file.expandedIn) {
    for (const caller of callers) {
      const from = nodeOf(caller);
      if (from) join(from, node);
    }
  }
  for (const { node } of file.entries.values()) groupAt(node);
  return numberOf;
}

/** Calls of marked functions, which take and give functions as they are, with the records that stand for functions. */
export function refuseMixed(file: FileLowering, lowered: ReadonlyMap<FunctionId, IrFunction>): void {
  if (file.families.all.size === 0) return;
  for (const [id, fn] of lowered) {
    const entry = file.entries.get(id);
    eachOp(fn.body, (op) => {
      const callee = op.kind === "call" ? lowered.get(op.callee) : undefined;
      if (op.kind !== "call" || !callee || !entry) return;
      const typeOf = (value: ValueId, of: IrFunction): Type => of.values[value]!.type;
      const isMixed =
        file.families.mix(typeOf(op.result, fn), callee.resultType) ||
        callee.params.some(
          (param, i) => op.args[i] && file.families.mix(typeOf(op.args[i], fn), typeOf(param, callee)),
        );
      if (isMixed)
        file.refuseAt("AD2011", entry, op.origin, "functions that are made here are passed to a marked function");
    });
  }
}

/** What an operator makes of a function stands in the text, where functions are functions. */
export function refuseGiven(file: FileLowering, target: FunctionId, span: Origin): void {
  const entry = file.entries.get(target);
  if (!entry || ![...entry.parameters.map(({ type }) => type), entry.result].some((type) => file.families.isIn(type)))
    return;
  const message = `\`${entry.name}\` takes or gives functions that it follows as data, and an operator is applied to it`;
  file.refuseAt(
    "AD2011",
    { ...entry, sourceFile: file.opened.sourceFile, fileName: file.opened.fileName },
    span,
    message,
  );
}
