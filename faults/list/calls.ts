import type { Fault } from "../fault.ts";

/** What passes between callers and callees. */
export const calls: readonly Fault[] = [
  {
    name: "a callee takes memory for unchanged that its caller writes later",
    file: "transform/adjoint/call-shape.ts",
    from: "return isFixedShape(type) ? alike[i] === true : isChangedAfter(cx, value, op);",
    to: "return isFixedShape(type) && alike[i] === true;",
    near: ["functions/callee-of-a-callee-before-a-write", "memory/", "functions/"],
  },
  {
    name: "aliases at a call are not passed on",
    file: "transform/adjoint/call-shape.ts",
    from: "aliases: aliasesOf(cx.all.flow(op.callee), cx.flow.places, nodeOf),",
    to: "aliases: [],",
    near: ["memory/callee-overwrites-what-it-reads", "memory/", "functions/"],
  },
  {
    name: "the adjoint of an argument is dropped",
    file: "transform/adjoint/calls.ts",
    from: "if (cx.activity.isActive(op.args[param]!)) addBar(scope, op.args[param]!, own);",
    to: "if (cx.activity.isActive(op.args[param]!) && param === 0) addBar(scope, op.args[param]!, own);",
    near: ["functions/recursion-inserts-into-tree", "functions/recursion", "functions/"],
  },
  {
    name: "a recording is made again where its input is gone",
    file: "transform/adjoint/calls.ts",
    from: "if (unstable.slice(0, op.args.length).includes(true) || variant.earlyShadows.includes(true)) return false;",
    to: "",
    near: ["operators/checkpoint", "operators/", "functions/"],
  },
  {
    name: "a call for effect alone has no adjoint",
    file: "transform/adjoint/calls.ts",
    from: "if (!isMemory && bar === undefined && summary.written.size === 0) return;",
    to: "if (!isMemory && bar === undefined) return;",
    near: ["memory/parameter-written-by-helper-twice", "memory/", "functions/"],
  },
  {
    name: "variants of a callee are shared between masks",
    file: "transform/derivatives.ts",
    from: 'return `${id}/${mask.map((bit) => (bit ? "1" : "0")).join("")}`;',
    to: "return `${id}/${mask.length}`;",
    near: ["functions/recursion-with-other-active-arguments", "functions/callee-with-many", "functions/"],
  },
  {
    name: "variants of a callee are shared between alias patterns",
    file: "analysis/alias-pattern.ts",
    from: 'return aliases.map((set) => set.map(({ parameter, keys }) => [parameter, ...keys].join(".")).join("=")).join(",");',
    to: 'return "";',
    near: [
      "memory/callee-with-and-without-aliases",
      "memory/callee-given-one-array-twice",
      "memory/passed-twice",
      "functions/same-array-twice",
      "memory/alias",
      "memory/",
    ],
  },
  {
    name: "memory that a callee touches has no shadow",
    file: "transform/call-mask.ts",
    from: "if (next.every((bit, i) => bit === now[i])) return now;",
    to: "return mask;",
    near: ["functions/recursion-with-optional-rest", "functions/", "memory/"],
  },
  {
    name: "a tangent passes through a callee only with its first argument",
    file: "transform/tangent.ts",
    from: "if (mask[i]) this.#dotOf.set(param, dot);",
    to: "if (mask[i] && i === 0) this.#dotOf.set(param, dot);",
    near: ["functions/recursion-inserts-into-tree", "functions/recursion", "functions/"],
  },
  {
    name: "a callee that only writes passes no derivative",
    file: "transform/call-mask.ts",
    from: "return isActive || summary.written.size + summary.resized.size > 0 ? mask : undefined;",
    to: "return isActive ? mask : undefined;",
    near: ["memory/callee-given-one-array-twice", "memory/", "functions/"],
  },
];
