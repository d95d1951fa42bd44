import type { Fault } from "../fault.ts";

/** What is differentiated: too little, too much, or lost in silence. */
export const activity: readonly Fault[] = [
  {
    name: "memory that is passed in is no output",
    file: "analysis/activity.ts",
    from: "if (mask[i] && isReference(fn.values[param]!.type)) for",
    to: "if (!mask[i] && isReference(fn.values[param]!.type)) for",
    near: ["memory/parameter-dead-stores", "memory/parameter"],
  },
  {
    name: "what hangs on a parameter is no input",
    file: "analysis/activity.ts",
    from: "    sources.add(root);",
    to: "    if (at === node) sources.add(root);",
    near: ["types/array-of-records", "types/"],
  },
  {
    name: "everything that varies is active",
    file: "analysis/activity.ts",
    from: "(varied.has(root) && useful.has(root))",
    to: "(varied.has(root) || useful.has(root))",
    near: ["expressions/bitwise-of-active-value", "expressions/"],
  },
  {
    name: "memory is active by itself only",
    file: "analysis/activity.ts",
    from: "known = [...places.tree(root)].some(isActiveNode);",
    to: "known = isActiveNode(root);",
    near: ["types/array-of-records", "types/"],
  },
  {
    name: "lengths are not followed",
    file: "analysis/activity.ts",
    from: "  followLengths();",
    to: "  void followLengths;",
    near: ["memory/parameter-field-pushed", "memory/", "builtins/"],
  },
  {
    name: "a loss in a collection goes unnoticed",
    file: "analysis/activity.ts",
    from: "if (kept !== undefined && carries[kept] && containsVaried(kept)) lost.push",
    to: "if (kept !== undefined && !carries[kept] && containsVaried(kept)) lost.push",
    near: ["errors/stored-in-a-map", "errors/"],
  },
  {
    name: "a number made of text loses its derivative in silence",
    file: "analysis/activity.ts",
    from: "(arg) => varied.has(find(arg)) && !carries[arg] && !isPiecewiseConstant(fn.values[arg]!.type),",
    to: "(arg) => varied.has(find(arg)) && carries[arg] && !isPiecewiseConstant(fn.values[arg]!.type),",
    near: ["errors/callee-without-body", "errors/"],
  },
  {
    name: "elements of a spread argument carry nothing",
    file: "analysis/flow.ts",
    from: 'this.edges.push([arg.kind === "value" ? node : places.cell(node, elementKey), this.#node(op.result)]);',
    to: "this.edges.push([node, this.#node(op.result)]);",
    near: ["expressions/spread-before-a-write", "builtins/math", "special/max"],
  },
  {
    name: "what fills a new array carries nothing",
    file: "analysis/flow.ts",
    from: "this.edges.push([this.#node(op.fill), places.cell(this.#node(op.result), elementKey)]);",
    to: "this.edges.push([places.cell(this.#node(op.result), elementKey), this.#node(op.fill)]);",
    near: ["builtins/array-idioms", "builtins/array", "memory/"],
  },
  {
    name: "what a loop starts from carries nothing",
    file: "analysis/flow.ts",
    from: "        this.#moves(carried, op.results);",
    to: "        this.#moves(op.results, carried);",
    near: ["statements/accumulate-and-overwrite", "statements/"],
  },
  {
    name: "a returned value carries nothing",
    file: "analysis/flow.ts",
    from: "if (end.value !== undefined) this.#flow(this.#node(end.value), this.#result, isReference(this.fn.resultType));",
    to: "if (end.value !== undefined && isReference(this.fn.resultType)) this.#flow(this.#node(end.value), this.#result, true);",
    near: ["functions/across-files-renamed", "functions/"],
  },
  {
    name: "what leaves a loop by a break carries nothing",
    file: "analysis/flow.ts",
    from: "return this.#moves(end.values, this.#labels.get(end.label)!.breaks);",
    to: "return;",
    near: ["statements/labelled-block", "statements/break-from-inner-loop", "statements/"],
  },
];
