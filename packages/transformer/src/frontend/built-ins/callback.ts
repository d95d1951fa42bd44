/** The functions that are handed to built-ins: which one it is, one call of it, and what it may do to the array it runs over. */
import type ts from "typescript";
import { applyFunction, functionArgument } from "../expressions/apply.ts";
import { toNumber } from "../expressions/unary.ts";
import type { FunctionValue } from "../function-value.ts";
import type { ValueId } from "../../ir/ir.ts";
import { booleanType, stringType } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import type { Lowering } from "../lowering.ts";
import { targetOf } from "../static-target.ts";
import { bare, eachNode, isAssignmentOperator, isIncrement } from "../syntax.ts";

export interface Callback {
  /** What was written for it. */
  readonly written: ts.Expression;
  /** The names of its first parameters, where they are known. */
  readonly names: readonly (string | undefined)[];
  /** One call, in the region under construction. */
  readonly apply: (args: readonly ValueId[]) => ValueId;
}

/** The callback of a call, evaluated; a refused value where it is not known which function it is. */
export function callbackOf(
  cx: Lowering,
  node: ts.CallExpression,
  written: ts.Expression | undefined,
): Callback | ValueId {
  const fn = written && functionArgument(cx, written);
  if (!written || !fn) {
    const text = written?.getText() ?? "undefined";
    const why = `which function \`${text}\` is, is not known when the program is compiled`;
    return cx.refuse("AD2011", written ?? node, why);
  }
  const parameters = fn.kind === "closure" ? fn.node.parameters : [];
  return {
    written,
    names: parameters.map(({ name }) => (cx.ts.isIdentifier(name) ? name.text : undefined)),
    apply: (args) => (fn.kind === "host" ? applyHost(cx, fn, args, written) : apply(cx, fn, args, node, written)),
  };
}

function apply(
  cx: Lowering,
  fn: FunctionValue,
  args: readonly ValueId[],
  node: ts.CallExpression,
  written: ts.Expression,
): ValueId {
  // `Math.max` takes the array itself for a number: it would be one of its values.
  const isVariadic =
    fn.kind === "math" && args.some((arg) => ["array", "typed-array", "tuple"].includes(cx.typeOf(arg).kind));
  const takesAll = isVariadic && ["max", "min", "hypot"].includes(fn.name);
  if (takesAll) {
    return cx.refuse("AD2017", written, `\`${written.getText()}\` is handed the position and the array too`);
  }
  return applyFunction(cx, fn, args, node);
}

/** A function of the library: conversions, and predicates that the host is asked. */
function applyHost(
  cx: Lowering,
  { text }: FunctionValue & { readonly kind: "host" },
  args: readonly ValueId[],
  written: ts.Expression,
): ValueId {
  const [first = cx.undefined(cx.origin(written))] = args;
  if (text === "Number") return toNumber(cx, first, written);
  const type = resultOf(cx, text, written);
  const parts = args.slice(0, takes(text)).flatMap((value, i) => (i === 0 ? [value] : [", ", value]));
  return cx.opaque([`${text}(`, ...parts, ")"], written, {
    type,
    effect: text.startsWith("console.") ? "effect" : "reads",
  });
}

function resultOf(cx: Lowering, text: string, written: ts.Expression): Type {
  if (text === "Boolean") return booleanType;
  if (text === "String") return stringType;
  const signature = cx.oracle.callSignatureOf(written);
  return signature ? cx.file.lowerType(cx.oracle.returnTypeOfSignature(signature)) : cx.file.typeAt(written);
}

/** How many arguments a function of the library looks at. */
function takes(text: string): number {
  return text.startsWith("console.") ? 3 : text === "parseInt" || text === "Number.parseInt" ? 2 : 1;
}

const shortening: ReadonlySet<string> = new Set(["pop", "shift", "splice"]);

/** Whether a function, or one that it calls, may make some array shorter. */
export function mayShorten(cx: Lowering, written: ts.Expression): boolean {
  return anywhere(cx, written, (node) => {
    const { ts } = cx;
    if (ts.isCallExpression(node)) {
      const callee = bare(ts, node.expression);
      return ts.isPropertyAccessExpression(callee) && shortening.has(callee.name.text);
    }
    if (!ts.isBinaryExpression(node) || !isAssignmentOperator(ts, node.operatorToken.kind)) return false;
    const target = bare(ts, node.left);
    return ts.isPropertyAccessExpression(target) && target.name.text === "length";
  });
}

const writingMethods: ReadonlySet<string> = new Set([
  ...shortening,
  "copyWithin",
  "fill",
  "push",
  "reverse",
  "set",
  "sort",
  "unshift",
]);

/** Whether a function, or one that it calls, may write into memory. */
export function mayWrite(cx: Lowering, written: ts.Expression): boolean {
  return anywhere(cx, written, (node) => {
    const { ts } = cx;
    if (ts.isCallExpression(node)) {
      const callee = bare(ts, node.expression);
      if (ts.isPropertyAccessExpression(callee) && writingMethods.has(callee.name.text)) return true;
      const { kind } = targetOf(cx.oracle, callee);
      return kind !== "function" && kind !== "math" && kind !== "library";
    }
    if (isIncrement(ts, node)) return !ts.isIdentifier(bare(ts, node.operand));
    if (!ts.isBinaryExpression(node) || !isAssignmentOperator(ts, node.operatorToken.kind)) {
      return ts.isNewExpression(node);
    }
    return !ts.isIdentifier(bare(ts, node.left));
  });
}

/** Whether a function, or one that it calls, calls host code that may do more than compute. */
export function callsOut(cx: Lowering, written: ts.Expression): boolean {
  return anywhere(cx, written, (node) => {
    if (!cx.ts.isCallExpression(node)) return false;
    const target = targetOf(cx.oracle, node.expression);
    const isKnown = target.kind === "function" || target.kind === "math" || target.kind === "library";
    return !isKnown || (target.kind === "library" && target.holder === "console");
  });
}

/** Whether a node of a function, or of one that it calls, is such a one. */
function anywhere(cx: Lowering, written: ts.Expression, isSuch: (node: ts.Node) => boolean): boolean {
  const { ts } = cx;
  const first = targetOf(cx.oracle, written);
  const bodies = new Set<ts.Node>([first.kind === "function" ? first.node : written]);
  let found = false;
  // A set is walked in the order of insertion, also by what is added on the way.
  for (const body of bodies) {
    eachNode(ts, body, (node) => {
      if (ts.isTypeNode(node)) return false;
      found ||= isSuch(node);
      if (!ts.isCallExpression(node)) return undefined;
      const target = targetOf(cx.oracle, node.expression);
      if (target.kind === "function") bodies.add(target.node);
      return undefined;
    });
  }
  return found;
}
