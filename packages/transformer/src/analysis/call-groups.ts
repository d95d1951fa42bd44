/** Groups of functions that call each other in a circle, callees before callers (Tarjan 1972, without recursion). */
import { eachOp } from "../ir/visit.ts";
import type { FunctionId, IrFunction, Unit } from "../ir/ir.ts";

export interface CallGroup {
  readonly members: readonly IrFunction[];
  readonly isRecursive: boolean;
}

export function calleesOf(fn: IrFunction): ReadonlySet<FunctionId> {
  const callees = new Set<FunctionId>();
  eachOp(fn.body, (op) => {
    if (op.kind === "call") callees.add(op.callee);
  });
  return callees;
}

export function callGroups(unit: Unit): readonly CallGroup[] {
  const groups: CallGroup[] = [];
  const order = new Map<FunctionId, number>();
  const low = new Map<FunctionId, number>();
  const open = new Set<FunctionId>();
  const stack: FunctionId[] = [];
  const callees = new Map<FunctionId, FunctionId[]>();
  for (const fn of unit.functions.values()) {
    callees.set(
      fn.id,
      [...calleesOf(fn)].filter((id) => unit.functions.has(id)),
    );
  }
  const enter = (id: FunctionId): void => {
    order.set(id, order.size);
    low.set(id, order.get(id)!);
    stack.push(id);
    open.add(id);
  };
  for (const root of unit.functions.keys()) {
    if (order.has(root)) continue;
    const path: { id: FunctionId; next: number }[] = [{ id: root, next: 0 }];
    enter(root);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const callee = callees.get(top.id)![top.next++];
      if (callee !== undefined) {
        if (!order.has(callee)) {
          enter(callee);
          path.push({ id: callee, next: 0 });
        } else if (open.has(callee)) {
          low.set(top.id, Math.min(low.get(top.id)!, order.get(callee)!));
        }
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above) low.set(above.id, Math.min(low.get(above.id)!, low.get(top.id)!));
      if (low.get(top.id) !== order.get(top.id)) continue;
      const members: IrFunction[] = [];
      for (let id: FunctionId | undefined; id !== top.id;) {
        id = stack.pop()!;
        open.delete(id);
        members.push(unit.functions.get(id)!);
      }
      groups.push({ members, isRecursive: members.length > 1 || callees.get(top.id)!.includes(top.id) });
    }
  }
  return groups;
}
