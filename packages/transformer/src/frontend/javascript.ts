/**
 * JavaScript inputs: types come from JSDoc, else from the checker's inference, else from use. A parameter that is only computed with is
 * `number`, one that is indexed `number[]` (or `number[][]` …); it is given an inline JSDoc type in front, on its own line, so that lines stay
 * what they are and a place in the text is found again by subtracting what was put in before it.
 *   function f(xs, k) { return xs[0] * k; }     =>     function f(/** @type {number[]} *\/ xs, /** @type {number} *\/ k) { … }
 */
import type ts from "typescript";
import type { TypeScript } from "./library.ts";
import type { FunctionNode } from "./syntax.ts";
import { eachNode, isFunctionNode } from "./syntax.ts";
import { withoutUnknownTypes } from "./unknown-jsdoc.ts";

export interface TypedText {
  readonly text: string;
  /** The place in the text as it was. */
  readonly toOriginal: (offset: number) => number;
}

export function isJavaScript(fileName: string): boolean {
  return /\.[cm]?jsx?$/i.test(fileName);
}

/** What is known outside of the file. */
export interface Surroundings {
  /** How often a function that is not of the file indexes what it is called with; undefined where that is not known. */
  depthOfArgument(call: ts.CallExpression, index: number): number | undefined;
  /** Whether JSDoc names a type that nothing declares. */
  isUnknown(type: ts.TypeNode): boolean;
}

/** The text of a file with types in front of the parameters whose use says what they are. */
export function typedByUse(ts: TypeScript, file: ts.SourceFile, around: Surroundings): TypedText {
  const text = withoutUnknownTypes(ts, file, (type) => around.isUnknown(type));
  const insertions = parametersByUse(ts, file, around).map(({ parameter, depth }) => ({
    at: parameter.getStart(file),
    text: `/** @type {number${"[]".repeat(depth)}} */ `,
  }));
  insertions.push(...endlessLoops(ts, file).map((at) => ({ at, text: "true || !" })));
  insertions.sort((a, b) => a.at - b.at);
  let typed = "";
  let from = 0;
  for (const insertion of insertions) {
    typed += text.slice(from, insertion.at) + insertion.text;
    from = insertion.at;
  }
  typed += text.slice(from);
  return { text: typed, toOriginal: (offset) => originalOf(offset, insertions) };
}

/** Where loops ask for a number that is never 0: `while (1)`. TypeScript sees only of `true` that nothing comes after. */
function endlessLoops(ts: TypeScript, file: ts.SourceFile): readonly number[] {
  const found: number[] = [];
  eachNode(ts, file, (node) => {
    const isWhile = ts.isWhileStatement(node) || ts.isDoStatement(node);
    const condition = isWhile ? node.expression : ts.isForStatement(node) ? node.condition : undefined;
    if (condition && ts.isNumericLiteral(condition) && Number(condition.text) !== 0)
      found.push(condition.getStart(file));
    return undefined;
  });
  return found;
}

function originalOf(offset: number, insertions: readonly { readonly at: number; readonly text: string }[]): number {
  let added = 0;
  for (const { at, text } of insertions) {
    const start = at + added;
    if (offset <= start) break;
    if (offset < start + text.length) return at;
    added += text.length;
  }
  return offset - added;
}

/** The parameters whose use says what they are. */
export function parametersByUse(ts: TypeScript, file: ts.SourceFile, around: Surroundings): readonly TypedParameter[] {
  return new Uses(ts, file, around).found();
}

export interface TypedParameter {
  readonly parameter: ts.ParameterDeclaration;
  /** How often it is indexed: 0 for a number. */
  readonly depth: number;
}

/** What is known of a parameter without a type: nothing yet, or that it cannot be told. */
type Finding = number | "unknown" | undefined;

/** Members that only arrays have, with what they say of the elements. */
const arrayMembers: ReadonlySet<string> = new Set([
  "length",
  "push",
  "pop",
  "slice",
  "map",
  "forEach",
  "reduce",
  "reduceRight",
  "filter",
  "fill",
  "concat",
  "reverse",
  "every",
  "some",
  "at",
]);

class Uses {
  readonly #ts: TypeScript;
  readonly #file: ts.SourceFile;
  /** Parameters without a type, by the function and name. */
  readonly #open = new Map<ts.ParameterDeclaration, Finding>();
  readonly #functions = new Map<string, FunctionNode>();
  /** A parameter that is handed on as it is: to which place of which function. */
  readonly #handed: {
    readonly from: ts.ParameterDeclaration;
    readonly depth: number;
    readonly to: ts.CallExpression;
    readonly index: number;
  }[] = [];

  /** The names that a parameter was looked for under. */
  readonly #followed = new Map<ts.ParameterDeclaration, Set<string>>();

  readonly #around: Surroundings;

  constructor(ts: TypeScript, file: ts.SourceFile, around: Surroundings) {
    this.#ts = ts;
    this.#file = file;
    this.#around = around;
  }

  found(): readonly TypedParameter[] {
    const { isIdentifier } = this.#ts;
    eachNode(this.#ts, this.#file, (node) => {
      if (!isFunctionNode(this.#ts, node)) return undefined;
      const name = this.#nameOf(node);
      if (name !== undefined) this.#functions.set(name, node);
      for (const parameter of node.parameters) if (this.#isOpen(node, parameter)) this.#open.set(parameter, undefined);
      return undefined;
    });
    for (const parameter of this.#open.keys()) {
      const { body } = parameter.parent as FunctionNode;
      if (body && isIdentifier(parameter.name)) this.#look(parameter, parameter.name.text, body, 0);
    }
    this.#settle();
    return [...this.#open].flatMap(([parameter, depth]) => (typeof depth === "number" ? [{ parameter, depth }] : []));
  }

  #nameOf(node: FunctionNode): string | undefined {
    const { isIdentifier, isVariableDeclaration } = this.#ts;
    if (node.name && isIdentifier(node.name)) return node.name.text;
    return isVariableDeclaration(node.parent) && isIdentifier(node.parent.name) ? node.parent.name.text : undefined;
  }

  /** No JSDoc says its type, no initialiser does, and it is a plain name. */
  #isOpen(node: FunctionNode, parameter: ts.ParameterDeclaration): boolean {
    const { isIdentifier, isCallExpression } = this.#ts;
    if (parameter.type || parameter.initializer || parameter.dotDotDotToken || !isIdentifier(parameter.name))
      return false;
    // A callback gets its types from what it is passed to.
    if (isCallExpression(node.parent) && node.parent.arguments.some((argument) => argument === node)) return false;
    const said = this.#ts.getJSDocType(parameter);
    const tags = this.#ts.getJSDocParameterTags(parameter);
    const isSaid = said
      ? !this.#around.isUnknown(said)
      : tags.some(({ typeExpression }) => typeExpression !== undefined);
    return !isSaid && !this.#ts.getJSDocType(node);
  }

  #say(parameter: ts.ParameterDeclaration, finding: Finding): void {
    const known = this.#open.get(parameter);
    if (finding === undefined || known === "unknown" || known === finding) return;
    this.#open.set(parameter, known === undefined ? finding : "unknown");
  }

  /** Every use of a parameter in a body; nested functions that declare the name again have their own. */
  #look(parameter: ts.ParameterDeclaration, name: string, body: ts.Node, depth: number): void {
    const { isIdentifier } = this.#ts;
    const names = this.#followed.get(parameter) ?? new Set<string>();
    if (names.has(name)) return;
    this.#followed.set(parameter, names.add(name));
    eachNode(this.#ts, body, (node) => {
      if (
        isFunctionNode(this.#ts, node) &&
        node.parameters.some((one) => isIdentifier(one.name) && one.name.text === name)
      )
        return false;
      if (isIdentifier(node) && node.text === name && !this.#isMember(node)) this.#use(parameter, node, depth);
      return undefined;
    });
  }

  #isMember(node: ts.Identifier): boolean {
    const { isPropertyAccessExpression, isPropertyAssignment } = this.#ts;
    const { parent } = node;
    return (
      (isPropertyAccessExpression(parent) && parent.name === node) ||
      (isPropertyAssignment(parent) && parent.name === node)
    );
  }

  /** What stands around one use: how often it is indexed, and what is done with that. */
  #use(parameter: ts.ParameterDeclaration, name: ts.Identifier, outer: number): void {
    const { isElementAccessExpression, isIdentifier, isParenthesizedExpression, isPropertyAccessExpression } = this.#ts;
    let depth = outer;
    let node: ts.Node = name;
    for (;;) {
      const { parent } = node;
      if (isParenthesizedExpression(parent)) node = parent;
      else if (isElementAccessExpression(parent) && parent.expression === node) {
        depth++;
        node = parent;
      } else if (this.#isAssigned(node, parent)) {
        // `y = xx = x`: names for the same, and the value goes on.
        if (isIdentifier(parent.left)) this.#look(parameter, parent.left.text, this.#bodyOf(parameter), depth);
        node = parent;
      } else break;
    }
    const { parent } = node;
    if (this.#becomesText(node)) return this.#say(parameter, "unknown");
    if (isPropertyAccessExpression(parent) && parent.expression === node) {
      if (!arrayMembers.has(parent.name.text)) return this.#say(parameter, "unknown");
      // `rows[i].length` says that there is one more level.
      return this.#atLeast(parameter, depth + 1);
    }
    if (this.#isComputedWith(node) || this.#isGivenNumber(node)) return this.#say(parameter, depth);
    if (this.#isIterated(node)) {
      this.#atLeast(parameter, depth + 1);
      return this.#followLoop(parameter, node.parent, depth + 1);
    }
    if (this.#followName(parameter, node, depth)) return undefined;
    this.#handOn(parameter, node, depth);
  }

  readonly #least = new Map<ts.ParameterDeclaration, number>();

  #atLeast(parameter: ts.ParameterDeclaration, depth: number): void {
    this.#least.set(parameter, Math.max(depth, this.#least.get(parameter) ?? 0));
  }

  /** `for (const row of rows)`: what is done with `row` is done with an element. */
  #followLoop(parameter: ts.ParameterDeclaration, loop: ts.Node, depth: number): void {
    const { isForOfStatement, isIdentifier, isVariableDeclarationList } = this.#ts;
    if (!isForOfStatement(loop) || !isVariableDeclarationList(loop.initializer)) return;
    const name = loop.initializer.declarations[0]?.name;
    if (name && isIdentifier(name)) this.#look(parameter, name.text, loop.statement, depth);
  }

  /** `const row = rows[i]`: another name. */
  #followName(parameter: ts.ParameterDeclaration, node: ts.Node, depth: number): boolean {
    const { isIdentifier, isVariableDeclaration } = this.#ts;
    const { parent } = node;
    if (!isVariableDeclaration(parent) || parent.initializer !== node || !isIdentifier(parent.name)) return false;
    const name = parent.name.text;
    const scope = parent.parent.parent.parent;
    if (scope) this.#look(parameter, name, scope, depth);
    return true;
  }

  #isAssigned(node: ts.Node, parent: ts.Node): parent is ts.BinaryExpression {
    const { isBinaryExpression, SyntaxKind } = this.#ts;
    return isBinaryExpression(parent) && parent.right === node && parent.operatorToken.kind === SyntaxKind.EqualsToken;
  }

  #bodyOf(parameter: ts.ParameterDeclaration): ts.Node {
    return (parameter.parent as FunctionNode).body ?? parameter;
  }

  #isIterated(node: ts.Node): boolean {
    const { isForOfStatement, isSpreadElement } = this.#ts;
    return (isForOfStatement(node.parent) && node.parent.expression === node) || isSpreadElement(node.parent);
  }

  /** `out[0] = a * b`: what is assigned is a number. */
  #isGivenNumber(node: ts.Node): boolean {
    const { isBinaryExpression, SyntaxKind } = this.#ts;
    const { parent } = node;
    if (!isBinaryExpression(parent) || parent.left !== node) return false;
    return parent.operatorToken.kind === SyntaxKind.EqualsToken && this.#isNumeric(parent.right);
  }

  #isNumeric(node: ts.Expression): boolean {
    const ts = this.#ts;
    if (ts.isParenthesizedExpression(node)) return this.#isNumeric(node.expression);
    if (ts.isPrefixUnaryExpression(node)) return node.operator !== ts.SyntaxKind.ExclamationToken;
    if (ts.isCallExpression(node)) return node.expression.getText(this.#file).startsWith("Math.");
    if (!ts.isBinaryExpression(node)) return ts.isNumericLiteral(node);
    const { kind } = node.operatorToken;
    if (kind !== ts.SyntaxKind.PlusToken) return calculating(ts.SyntaxKind).has(kind);
    const isText = (side: ts.Expression): boolean => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side);
    return !isText(node.left) && !isText(node.right);
  }

  /** `name += ""` */
  #becomesText(node: ts.Node): boolean {
    const { isBinaryExpression, isStringLiteralLike, isTemplateExpression, SyntaxKind } = this.#ts;
    const { parent } = node;
    if (!isBinaryExpression(parent) || parent.left !== node) return false;
    const isAppending = parent.operatorToken.kind === SyntaxKind.PlusEqualsToken;
    return isAppending && (isStringLiteralLike(parent.right) || isTemplateExpression(parent.right));
  }

  #isComputedWith(node: ts.Node): boolean {
    const {
      isBinaryExpression,
      isPrefixUnaryExpression,
      isPostfixUnaryExpression,
      isCallExpression,
      isElementAccessExpression,
    } = this.#ts;
    const { SyntaxKind: K } = this.#ts;
    const { parent } = node;
    if (isPrefixUnaryExpression(parent)) return parent.operator !== K.ExclamationToken;
    if (isPostfixUnaryExpression(parent)) return true;
    if (isElementAccessExpression(parent)) return parent.argumentExpression === node;
    if (isCallExpression(parent))
      return parent.expression.getText(this.#file).startsWith("Math.") && parent.expression !== node;
    if (!isBinaryExpression(parent) || !numeric(K).has(parent.operatorToken.kind)) return false;
    const other = parent.left === node ? parent.right : parent.left;
    return !this.#ts.isStringLiteralLike(other) && !this.#ts.isTemplateExpression(other);
  }

  #handOn(from: ts.ParameterDeclaration, node: ts.Node, depth: number): void {
    const { parent } = node;
    if (!this.#ts.isCallExpression(parent)) return;
    const index = parent.arguments.indexOf(node as ts.Expression);
    if (index >= 0) this.#handed.push({ from, depth, to: parent, index });
  }

  /** Parameters take what is known of those that they are handed to, until nothing new is found. */
  #settle(): void {
    for (const [parameter, depth] of this.#least) {
      const known = this.#open.get(parameter);
      if (known === undefined) this.#open.set(parameter, depth);
      else if (typeof known === "number" && known < depth) this.#open.set(parameter, "unknown");
    }
    for (let isNew = true; isNew;) {
      isNew = false;
      for (const { from, depth, to, index } of this.#handed) {
        if (this.#open.get(from) !== undefined) continue;
        const inner = this.#depthInside(to, index);
        if (inner === undefined) continue;
        this.#open.set(from, depth + inner);
        isNew = true;
      }
    }
  }

  #depthInside(call: ts.CallExpression, index: number): number | undefined {
    const name = this.#ts.isIdentifier(call.expression) ? call.expression.text : undefined;
    const own = name === undefined ? undefined : this.#functions.get(name);
    return own ? this.#depthOf(own.parameters[index]) : this.#around.depthOfArgument(call, index);
  }

  #depthOf(parameter: ts.ParameterDeclaration | undefined): number | undefined {
    if (!parameter) return undefined;
    const found = this.#open.get(parameter);
    if (typeof found === "number") return found;
    const said = this.#ts.getJSDocType(parameter)?.getText();
    const [, brackets] = /^(?:readonly )?number((?:\[\])*)$/.exec(said ?? "") ?? [];
    return brackets === undefined ? undefined : brackets.length / 2;
  }
}

/** Operators that give a number whatever they are applied to (but for a bigint). */
function calculating(K: TypeScript["SyntaxKind"]): ReadonlySet<ts.SyntaxKind> {
  return new Set([
    K.MinusToken,
    K.AsteriskToken,
    K.SlashToken,
    K.PercentToken,
    K.AsteriskAsteriskToken,
    K.AmpersandToken,
    K.BarToken,
    K.CaretToken,
    K.GreaterThanGreaterThanToken,
    K.GreaterThanGreaterThanGreaterThanToken,
    K.LessThanLessThanToken,
  ]);
}

/** Operators whose operands are numbers, or which give numbers to what they assign. */
function numeric(K: TypeScript["SyntaxKind"]): ReadonlySet<ts.SyntaxKind> {
  return new Set([
    K.PlusToken,
    K.MinusToken,
    K.AsteriskToken,
    K.SlashToken,
    K.PercentToken,
    K.AsteriskAsteriskToken,
    K.LessThanToken,
    K.LessThanEqualsToken,
    K.GreaterThanToken,
    K.GreaterThanEqualsToken,
    K.PlusEqualsToken,
    K.MinusEqualsToken,
    K.AsteriskEqualsToken,
    K.SlashEqualsToken,
    K.PercentEqualsToken,
    K.AmpersandToken,
    K.BarToken,
    K.GreaterThanGreaterThanToken,
    K.LessThanLessThanToken,
  ]);
}
