/**
 * The smallest program transformation that the table allows: expressions of primitives, and their tangents and adjoints as
 * expressions again, so that derivatives of any order in any mix of modes can be evaluated. Nothing is simplified; what is
 * inactive (constants, conditions, weights) carries no derivative, as in the compiler.
 */
import { contribution } from "../../src/rules/derive.ts";
import type { Meaning, PrimName } from "../../src/rules/formula.ts";
import { computePrim } from "../../src/rules/scalar.ts";

/** Nodes are told apart by identity. */
export type Node =
  | { readonly kind: "input" }
  | { readonly kind: "const"; readonly value: number }
  | { readonly kind: "prim"; readonly prim: PrimName; readonly args: readonly Node[] };

export const input = (): Node => ({ kind: "input" });
export const number = (value: number): Node => ({ kind: "const", value });
export const apply = (prim: PrimName, ...args: readonly Node[]): Node => ({ kind: "prim", prim, args });

export type Mode = "forward" | "reverse";
export const modes: readonly Mode[] = ["forward", "reverse"];

const emit: Pick<Meaning<Node>, "constant" | "prim"> = { constant: number, prim: (name, args) => apply(name, ...args) };
const plus = (a: Node | undefined, b: Node | undefined): Node | undefined =>
  a !== undefined && b !== undefined ? apply("add", a, b) : (a ?? b);

/** The derivative of `node` by an input, as an expression; 0 where it does not depend on it. */
export function derivative(node: Node, by: Node, mode: Mode): Node {
  return (mode === "forward" ? tangent(node, by) : adjoint(node, by)) ?? number(0);
}

function tangent(result: Node, by: Node): Node | undefined {
  const tangentOfNode = new Map<Node, Node | undefined>([[by, number(1)]]);
  for (const node of operandsFirst(result)) {
    if (node.kind !== "prim") continue;
    const terms = node.args.map((arg, i) => {
      const seed = tangentOfNode.get(arg);
      return seed === undefined ? undefined : contributionOf(node, i, seed);
    });
    tangentOfNode.set(node, terms.reduce(plus, undefined));
  }
  return tangentOfNode.get(result);
}

function adjoint(result: Node, by: Node): Node | undefined {
  const nodes = operandsFirst(result);
  const varied = new Set<Node>([by]);
  for (const node of nodes) {
    if (node.kind === "prim" && node.args.some((arg, i) => varied.has(arg) && hasPartial(node, i))) varied.add(node);
  }
  const adjointOfNode = new Map<Node, Node | undefined>([[result, number(1)]]);
  for (const node of nodes.toReversed()) {
    const seed = adjointOfNode.get(node);
    if (node.kind !== "prim" || seed === undefined) continue;
    node.args.forEach((arg, i) => {
      if (varied.has(arg)) adjointOfNode.set(arg, plus(adjointOfNode.get(arg), contributionOf(node, i, seed)));
    });
  }
  return adjointOfNode.get(by);
}

function contributionOf(node: Node & { kind: "prim" }, i: number, seed: Node): Node | undefined {
  const constants = node.args.map((arg) => (arg.kind === "const" ? arg.value : undefined));
  return contribution(node.prim, i, { args: node.args, out: node, seed, constants }, emit);
}

function hasPartial(node: Node & { kind: "prim" }, i: number): boolean {
  return contributionOf(node, i, number(1)) !== undefined;
}

export function evaluate(result: Node, at: ReadonlyMap<Node, number>): number {
  const valueOfNode = new Map<Node, unknown>(at);
  for (const node of operandsFirst(result)) {
    if (node.kind === "const") valueOfNode.set(node, node.value);
    if (node.kind === "prim")
      valueOfNode.set(
        node,
        computePrim(
          node.prim,
          node.args.map((arg) => valueOfNode.get(arg)),
        ),
      );
  }
  return valueOfNode.get(result) as number;
}

function operandsFirst(result: Node): readonly Node[] {
  const nodes = new Set<Node>();
  const visit = (node: Node): void => {
    if (nodes.has(node)) return;
    if (node.kind === "prim") node.args.forEach(visit);
    nodes.add(node);
  };
  visit(result);
  return [...nodes];
}

/** A primitive of inputs, differentiated by the inputs `by` in turn, each in its mode, at a point. */
export function derivativeAt(
  name: PrimName,
  at: readonly number[],
  by: readonly number[],
  mixOfModes: readonly Mode[],
): number {
  const inputs = at.map(input);
  const values = new Map(inputs.map((node, i) => [node, at[i] ?? NaN]));
  const inputAt = (i: number): Node => inputs[i] ?? number(NaN);
  const result = by.reduce(
    (node, i, order) => derivative(node, inputAt(i), mixOfModes[order] ?? "forward"),
    apply(name, ...inputs),
  );
  return evaluate(result, values);
}
