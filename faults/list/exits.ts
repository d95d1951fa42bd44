import type { Fault } from "../fault.ts";

/** Breaks, returns and throws taken for one another. */
export const exits: readonly Fault[] = [
  {
    name: "a block that was left goes on",
    file: "transform/structure-exits.ts",
    from: 'const done = ["yield", `break:${op.label}`];',
    to: 'const done = ["yield"];',
    near: ["statements/labelled-block-left-twice", "statements/label"],
  },
  {
    name: "which way a block was left is confused",
    file: "transform/structure-exits.ts",
    from: 'const fell = this.#isExit(outcome, "yield", into, op.origin);',
    to: "const fell = this.#isExit(outcome, `break:${op.label}`, into, op.origin);",
    near: ["statements/labelled-block-left-twice", "statements/label"],
  },
  {
    name: "of two exits the other one is asked for",
    file: "transform/structure-exits.ts",
    from: 'return exits.includes(path.codes[0]!) ? into.prim("not", [path.value], origin) : path.value;',
    to: 'return exits.includes(path.codes[1]!) ? into.prim("not", [path.value], origin) : path.value;',
    near: ["statements/break-from-inner-loop", "statements/", "matrix"],
  },
  {
    name: "a code of one too many",
    file: "transform/structure-exits.ts",
    from: 'const is = into.prim("eq", [path.value, into.number(code, origin)], origin);',
    to: 'const is = into.prim("eq", [path.value, into.number(code + 1, origin)], origin);',
    near: ["statements/try-catch-leaves-loop", "statements/", "matrix"],
  },
  {
    name: "a loop that was left goes round again",
    file: "transform/structure-exits.ts",
    from: "return this.#after(ended, [own, `break:${op.label}`], op, (i) => `${op.label}:${i}`, into, rest);",
    to: "return this.#after(ended, [own], op, (i) => `${op.label}:${i}`, into, rest);",
    near: ["statements/break-from-inner-loop", "statements/", "matrix"],
  },
  {
    name: "the counter of a loop that may be left stands still",
    file: "transform/structure-exits.ts",
    from: 'values.push(body.prim("add", [loop.counter.index, step], origin, fn.nameOf(loop.counter.index)));',
    to: 'values.push(body.prim("sub", [loop.counter.index, step], origin, fn.nameOf(loop.counter.index)));',
    near: ["statements/early-return-from-nested-loops", "statements/", "matrix"],
  },
  {
    name: "a value that leaves the loop is that of the round before",
    file: "transform/structure-exits.ts",
    from: "for (const [i, slot] of extra.entries()) values.push(outcome.values.get(slot) ?? extraParams[i]!);",
    to: "for (const [i] of extra.entries()) values.push(extraParams[i]!);",
    near: ["statements/early-return-from-nested-loops", "statements/", "matrix"],
  },
  {
    name: "<= becomes < where a loop may be left",
    file: "transform/structure-exits.ts",
    from: 'const prim = { "<": "lt", "<=": "le", ">": "gt", ">=": "ge" }[op.compare];',
    to: 'const prim = { "<": "lt", "<=": "lt", ">": "gt", ">=": "gt" }[op.compare];',
    near: ["statements/break-from-loop-with-last", "loops/rounds-with-exits", "statements/", "matrix"],
  },
  {
    name: "a do loop that was left runs on",
    file: "transform/structure-exits.ts",
    from: 'const start = pathType.kind === "boolean" ? into.const_(false, origin) : into.number(0, origin);',
    to: 'const start = pathType.kind === "boolean" ? into.const_(true, origin) : into.number(0, origin);',
    near: ["statements/do-while-that-never-repeats", "matrix", "statements/"],
  },
  {
    name: "the handler gets the error of nobody",
    file: "transform/structure-exits.ts",
    from: "this.#now.set(op.handler.params[0]!, body.values.get(`${label}:error`)!);",
    to: "this.#now.set(op.handler.params[0]!, into.undef(errorType, origin));",
    near: ["statements/try-catch-and-rethrow-with-finally", "statements/try-catch-and-rethrow", "statements/try"],
  },
];
