/** The two sweeps over an evaluation trace: tangents with the evaluation, adjoints against it. */
import type { Evaluation, NamedNode, TraceNode } from "./evaluation.ts";

/** Tangents of all numbers, along a direction of the inputs (by node index). What is not varied has 0. */
export function tangentsAlong(evaluation: Evaluation, direction: ReadonlyMap<TraceNode, number>): readonly number[] {
  const tangents: number[] = [];
  for (const node of evaluation.nodes) {
    let tangent = direction.get(node) ?? 0;
    for (const [i, operand] of (node.made?.operands ?? []).entries()) {
      if (!operand.node?.isVaried) continue;
      tangent += node.made?.contribute(i, tangents[operand.node.index] ?? 0) ?? 0;
    }
    tangents.push(tangent);
  }
  return tangents;
}

/** One addition to an adjoint: `to` gets `amount` from `from`, of which it is operand `operand`. */
export interface AdjointStep {
  readonly from: TraceNode;
  readonly to: TraceNode;
  readonly operand: number;
  readonly amount: number;
  /** The adjoint of `to` after it. */
  readonly total: number;
}

export interface AdjointSweep {
  /** By node index. */
  readonly adjoints: readonly number[];
  readonly steps: readonly AdjointStep[];
  /** Whether the outputs depend on it in a differentiable way, by node index. */
  readonly isUseful: readonly boolean[];
}

/** Adjoints of all numbers that reach the outputs, each output having the seed 1. */
export function adjointSweep({ nodes }: Evaluation, outputs: readonly NamedNode[]): AdjointSweep {
  const adjoints = nodes.map(() => 0);
  const isUseful = nodes.map(() => false);
  const steps: AdjointStep[] = [];
  for (const { node } of outputs) {
    adjoints[node.index] = (adjoints[node.index] ?? 0) + 1;
    isUseful[node.index] = true;
  }
  for (const from of nodes.toReversed()) {
    if (!isUseful[from.index] || !from.isVaried || !from.made) continue;
    for (const [operand, { node: to }] of from.made.operands.entries()) {
      const amount = to?.isVaried ? from.made.contribute(operand, adjoints[from.index] ?? 0) : undefined;
      if (!to || amount === undefined) continue;
      const total = (adjoints[to.index] ?? 0) + amount;
      adjoints[to.index] = total;
      isUseful[to.index] = true;
      steps.push({ from, to, operand, amount, total });
    }
  }
  return { adjoints, steps, isUseful };
}
