/**
 * Functions that take a value of type `unknown`, look at it and give nothing of it back: type guards, assertions, checks of arguments.
 *   function isVector(x: unknown): x is number[] { return Array.isArray(x) && x.every(Number.isFinite); }
 * Such a call is host code: it stays what it is, and no derivative goes through it. What a function changes, or hands to code that is not
 * at hand, is not looked at in this way.
 */
import type ts from "typescript";
import type { Oracle } from "./oracle.ts";
import { targetOf } from "./static-target.ts";
import type { FunctionNode } from "./syntax.ts";
import { bare, enclosingFunction, isAssignmentOperator, isIncrement, isInside } from "./syntax.ts";

/** Methods that leave what they are called on as it is. */
const looking: ReadonlySet<string> = new Set(
  (
    "at charAt charCodeAt codePointAt concat endsWith entries every filter find findIndex flat getPrototypeOf has hasOwn hasOwnProperty " +
    "includes indexOf isArray isFinite isInteger isNaN isPrototypeOf isSafeInteger isView join keys lastIndexOf map match replace slice " +
    "some split startsWith stringify substring test toFixed toLowerCase toString toUpperCase trim values call"
  ).split(" "),
);

export class Inspections {
  readonly #oracle: Oracle;
  readonly #known = new Map<FunctionNode, boolean>();

  constructor(oracle: Oracle) {
    this.#oracle = oracle;
  }

  /** Whether a call of the function is an inspection of something whose type it leaves open. */
  isInspection(node: FunctionNode): boolean {
    const isOutside = enclosingFunction(this.#oracle.ts, node) === undefined;
    return isOutside && node.parameters.some((parameter) => this.#isOpen(parameter)) && this.#onlyLooks(node);
  }

  #isOpen({ type }: ts.ParameterDeclaration): boolean {
    const { UnknownKeyword, AnyKeyword } = this.#oracle.ts.SyntaxKind;
    return type?.kind === UnknownKeyword || type?.kind === AnyKeyword;
  }

  #onlyLooks(node: FunctionNode): boolean {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    // A function that calls itself is what the rest of it is.
    this.#known.set(node, true);
    const found = this.#givesNothing(node) && node.body !== undefined && this.#isHarmless(node.body, node);
    this.#known.set(node, found);
    return found;
  }

  /** A predicate, an assertion, or a result that is a boolean or nothing. */
  #givesNothing(node: FunctionNode): boolean {
    const { ts } = this.#oracle;
    if (node.asteriskToken || node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword)) return false;
    const result = this.#oracle.returnTypeOf(node);
    const { BooleanLike, Void, Undefined, Never } = ts.TypeFlags;
    const plain = BooleanLike | Void | Undefined | Never;
    const parts = result?.isUnion() ? result.types : result ? [result] : [];
    return parts.length > 0 && parts.every(({ flags }) => (flags & plain) !== 0);
  }

  #isHarmless(node: ts.Node, within: FunctionNode): boolean {
    const { ts } = this.#oracle;
    if (ts.isAwaitExpression(node) || ts.isYieldExpression(node)) return false;
    if (ts.isTaggedTemplateExpression(node)) return false;
    if (ts.isBinaryExpression(node) && isAssignmentOperator(ts, node.operatorToken.kind)) {
      if (!this.#isOwn(node.left, within)) return false;
    } else if (isIncrement(ts, node) && !this.#isOwn(node.operand, within)) return false;
    if (ts.isNewExpression(node) && !/^(\w*Error|Set|Map)$/.test(node.expression.getText())) return false;
    if (ts.isCallExpression(node) && !this.#isHarmlessCall(node)) return false;
    return ts.forEachChild(node, (child) => (this.#isHarmless(child, within) ? undefined : true)) === undefined;
  }

  /** A variable of the function itself. */
  #isOwn(target: ts.Expression, within: FunctionNode): boolean {
    const name = bare(this.#oracle.ts, target);
    const declaration = this.#oracle.ts.isIdentifier(name) ? this.#oracle.symbolAt(name)?.valueDeclaration : undefined;
    return declaration !== undefined && isInside(declaration, within);
  }

  #isHarmlessCall(node: ts.CallExpression): boolean {
    const { ts } = this.#oracle;
    const callee = bare(ts, node.expression);
    const target = targetOf(this.#oracle, callee);
    if (target.kind === "function") return this.#onlyLooks(target.node);
    if (target.kind === "math") return true;
    if (ts.isPropertyAccessExpression(callee)) return looking.has(callee.name.text);
    return ts.isIdentifier(callee) && /^(String|Number|Boolean|isNaN|isFinite|parseFloat)$/.test(callee.text);
  }
}
