import type { Fault } from "../fault.ts";

/** Values of the wrong round, or of a time when they were others. */
export const recording: readonly Fault[] = [
  {
    name: "what is overwritten is read again",
    file: "transform/adjoint/availability.ts",
    from: 'export function isClobbered(cx: Reversal, op: Op & { kind: "load" }): boolean {',
    to: 'export function isClobbered(cx: Reversal, op: Op & { kind: "load" }): boolean { if (cx) return false;',
    near: ["memory/"],
  },
  {
    name: "a store at a counter never comes back",
    file: "transform/adjoint/elsewhere.ts",
    from: "behind + Math.abs(loop.step) > 0",
    to: "behind + Math.abs(loop.step) > -9",
    near: ["memory/read-again"],
  },
  {
    name: "a loop in a loop runs once",
    file: "transform/adjoint/elsewhere.ts",
    from: 'if (scope.kind === "loop" || scope.kind === "test") return false;',
    to: 'if (scope.kind === "test") return false;',
    near: ["memory/read-again"],
  },
  {
    name: "views count like arrays",
    file: "transform/adjoint/elsewhere.ts",
    from: 'if (fn.values[store.ref]!.type.kind === "array" && fn.values[access.ref]!.type.kind === "array") return true;',
    to: 'if (fn.values[store.ref]!.type.kind !== "record") return true;',
    near: ["memory/read-again"],
  },
  {
    name: "an update in place forgets what is subtracted",
    file: "transform/adjoint/updates.ts",
    from: 'visit(b, op.prim === "sub" ? !isNegative : isNegative);',
    to: "visit(b, isNegative);",
    near: ["memory/update"],
  },
  {
    name: "an update in place of something overwritten in between",
    file: "transform/adjoint/updates.ts",
    from: "!writes.some((write) => between.has(write.op) && places.find(write.cell) === cell)",
    to: "!writes.some((write) => between.has(write.op) && places.find(write.cell) !== cell)",
    near: ["memory/update"],
  },
  {
    name: "the rounds of a loop with steps are numbered wrongly",
    file: "transform/adjoint/induction.ts",
    from: 'return step === 1 ? passed : into.prim("div", [passed, into.number(step, origin)], origin);',
    to: "return passed;",
    near: ["statements/", "recording"],
  },
  {
    name: "a carried count is that of the next round",
    file: "transform/adjoint/induction.ts",
    from: 'return facts.constant(init) === 0 ? passed : into.prim("add", [outside(init), passed], origin);',
    to: "return passed;",
    near: ["statements/", "memory/"],
  },
  {
    name: "a round that goes on from the one before is taken for independent",
    file: "transform/adjoint/on-the-spot.ts",
    from: 'if (!this.#isCarriedIdle(body)) return "a round goes on from what the one before made";',
    to: "",
    near: ["memory/", "statements/"],
  },
  {
    name: "memory that is written later is read by rounds computed again",
    file: "transform/adjoint/on-the-spot.ts",
    from: 'if (!this.#isMemoryOwn(body)) return "a round reads what is written later, or writes what others know";',
    to: "this.#isMemoryOwn(body);",
    near: ["memory/"],
  },
  {
    name: "a reversed loop ends one round early",
    file: "transform/adjoint/loops.ts",
    from: 'const last = isInclusive ? near : into.prim(isUp ? "sub" : "add", [near, one()], origin);',
    to: 'const last = into.prim(isUp ? "sub" : "add", [near, one()], origin);',
    near: ["statements/"],
  },
  {
    name: "a while is reversed for one round too few",
    file: "transform/adjoint/loops.ts",
    from: 'return { from, to: into.number(0, origin), step: -1, compare: ">=", counter };',
    to: 'return { from, to: into.number(1, origin), step: -1, compare: ">=", counter };',
    near: ["statements/while"],
  },
];
