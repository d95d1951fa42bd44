import type { Fault } from "../fault.ts";

/** What is differentiated: too little, too much, or lost in silence. */
export const activity: readonly Fault[] = [
  {
    name: "memory that is passed in is no output",
    file: "analysis/activity.ts",
    from: "if (mask[i] && isReference(fn.values[param]!.type)) for",
    to: "if (!mask[i] && isReference(fn.values[param]!.type)) for",
    near: ["memory/parameter"],
  },
  {
    name: "what hangs on a parameter is no input",
    file: "analysis/activity.ts",
    from: "if (mask[i]) for (const node of places.tree(find(param))) sources.add(node);",
    to: "if (mask[i]) sources.add(find(param));",
    near: ["types/"],
  },
  {
    name: "everything that varies is active",
    file: "analysis/activity.ts",
    from: "(varied.has(root) && useful.has(root))",
    to: "(varied.has(root) || useful.has(root))",
    near: ["expressions/"],
  },
  {
    name: "memory is active by itself only",
    file: "analysis/activity.ts",
    from: "known = [...places.tree(root)].some(isActiveNode);",
    to: "known = isActiveNode(root);",
    near: ["types/"],
  },
  {
    name: "lengths are not followed",
    file: "analysis/activity.ts",
    from: "  followLengths();",
    to: "  void followLengths;",
    near: ["memory/", "builtins/"],
  },
  {
    name: "a loss in a collection goes unnoticed",
    file: "analysis/activity.ts",
    from: "if (kept !== undefined && carries[kept] && containsVaried(kept)) lost.push",
    to: "if (kept !== undefined && !carries[kept] && containsVaried(kept)) lost.push",
    near: ["errors/"],
  },
  {
    name: "a number made of text loses its derivative in silence",
    file: "analysis/activity.ts",
    from: "(arg) => varied.has(find(arg)) && !carries[arg] && !isPiecewiseConstant(fn.values[arg]!.type),",
    to: "(arg) => varied.has(find(arg)) && carries[arg] && !isPiecewiseConstant(fn.values[arg]!.type),",
    near: ["errors/"],
  },
  {
    name: "elements of a spread argument carry nothing",
    file: "analysis/flow.ts",
    from: 'this.edges.push([arg.kind === "value" ? node : places.cell(node, elementKey), this.#node(op.result)]);',
    to: "this.edges.push([node, this.#node(op.result)]);",
    near: ["builtins/math", "special/max"],
  },
  {
    name: "what fills a new array carries nothing",
    file: "analysis/flow.ts",
    from: "this.edges.push([this.#node(op.fill), places.cell(this.#node(op.result), elementKey)]);",
    to: "this.edges.push([places.cell(this.#node(op.result), elementKey), this.#node(op.fill)]);",
    near: ["builtins/array", "memory/"],
  },
  {
    name: "what a loop starts from carries nothing",
    file: "analysis/flow.ts",
    from: "        this.#moves(carried, op.results);",
    to: "        this.#moves(op.results, carried);",
    near: ["statements/"],
  },
  {
    name: "a returned value carries nothing",
    file: "analysis/flow.ts",
    from: "if (end.value !== undefined) this.#flow(this.#node(end.value), this.#result, isReference(this.fn.resultType));",
    to: "if (end.value !== undefined && isReference(this.fn.resultType)) this.#flow(this.#node(end.value), this.#result, true);",
    near: ["functions/"],
  },
  {
    name: "what is thrown carries nothing to its handler",
    file: "analysis/flow.ts",
    from: "return this.#flow(this.#node(end.value), this.#caught, true);",
    to: "return;",
    near: ["statements/try"],
  },
];
