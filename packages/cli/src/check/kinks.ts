/**
 * Whether a function takes the same way at two points: the same ops on the same operands, `abs` of the same sign, the same argument of
 * `max`, the same whole numbers. Differences across two ways say nothing of the derivative on either.
 */
import { evaluate, InternalError, NotEvaluated } from "@adgen/transformer";
import type { Evaluation, TraceNode } from "@adgen/transformer";
import type { Point, Vector } from "./point.ts";

/** Where two ways part. */
export interface Parting {
  readonly line: number;
}

/** How many ops may be traced for one point: traces are long, and slow. */
const tracing = 400_000;
const traced = new WeakMap<Point, number>();

/** Whether there is time to look for kinks at a point. */
export function canLookForKinks(point: Point): boolean {
  return (traced.get(point) ?? 0) + 2 * point.cost <= tracing;
}

/** Where the ways at the point moved by h and by −h part; undefined where they do not, or cannot be compared. */
export function partingAcross(point: Point, along: Vector, h: number): Parting | undefined {
  const [above, below] = [traceAt(point, along, h), traceAt(point, along, -h)];
  return above && below ? parting(above, below) : undefined;
}

function traceAt(point: Point, along: Vector, h: number): Evaluation | undefined {
  traced.set(point, (traced.get(point) ?? 0) + point.cost);
  const { unit, lowered } = point.analysed;
  point.begin();
  try {
    return evaluate(unit, lowered.id, point.movedArguments(along, h), point.interpreting);
  } catch (error) {
    if (error instanceof InternalError || error instanceof NotEvaluated) throw error;
    return undefined;
  }
}

function parting(a: Evaluation, b: Evaluation): Parting | undefined {
  const length = Math.max(a.nodes.length, b.nodes.length);
  for (let i = 0; i < length; i++) {
    const [one, other] = [a.nodes[i], b.nodes[i]];
    if (!one || !other || wayOf(one) !== wayOf(other)) return { line: one?.made?.line ?? other?.made?.line ?? 0 };
  }
  const outputs = ({ outputs: all }: Evaluation): string => all.map(({ path, node }) => `${path}${node.index}`).join();
  if (outputs(a) === outputs(b)) return undefined;
  return { line: a.nodes.at(-1)?.made?.line ?? 0 };
}

/** What is the same of a number as long as the way is. */
function wayOf({ made, value }: TraceNode): string {
  if (!made) return "input";
  const operands = made.operands.map(({ node, value: constant }) => (node ? `%${node.index}` : String(constant)));
  return `${made.prim} ${made.line} ${operands.join()} ${sideOf(
    made.prim,
    made.operands.map((one) => one.value),
    value,
  )}`;
}

/** On which side of a kink or jump of its own an op is. */
function sideOf(prim: string, args: readonly unknown[], out: number): string {
  switch (prim) {
    case "abs":
      return String(Math.sign(Number(args[0])));
    case "max":
    case "min":
      return String(args.indexOf(out));
    case "rem":
      return String(Math.round((Number(args[0]) - out) / Number(args[1])));
    case "floor":
    case "ceil":
    case "round":
    case "trunc":
    case "sign":
    case "clz32":
    case "imul":
    case "bitAnd":
    case "bitOr":
    case "bitXor":
    case "bitNot":
    case "shl":
    case "shr":
    case "ushr":
      return String(out);
    default:
      return "";
  }
}
