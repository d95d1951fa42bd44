/** What a name certainly stands for: a function of the program, a function of `Math`, an operator of the runtime. */
import type ts from "typescript";
import { assignedToExport, isMemberOfExports } from "./common-js.ts";
import { isStatic } from "./classes.ts";
import type { Oracle } from "./oracle.ts";
import { runtimePackage } from "./runtime-types.ts";
import type { FunctionNode } from "./syntax.ts";
import { bare, literalKey, isFunctionNode } from "./syntax.ts";
import { isMemberWritten } from "./written-members.ts";

export type StaticTarget =
  | { readonly kind: "function"; readonly node: FunctionNode }
  /** A member of `Math`. */
  | { readonly kind: "math"; readonly name: string }
  /** A function of the library by its holder and name: `Number.isFinite`, ` .parseFloat`. */
  | { readonly kind: "library"; readonly holder: string; readonly name: string }
  /** An operator imported from the runtime. */
  | { readonly kind: "operator"; readonly name: string }
  | DerivedTarget
  /** Something declared without a body. */
  | { readonly kind: "ambient" }
  | { readonly kind: "class" }
  /** A method of a class; of which class its receiver is, is another question. */
  | { readonly kind: "method"; readonly node: ts.MethodDeclaration }
  /** A value that is a function: which one is not known. */
  | { readonly kind: "unknown" };

/** What an operator makes of a function: `grad(f)`, or a constant that is it. */
export interface DerivedTarget {
  readonly kind: "derived";
  readonly operator: string;
  readonly node: ts.CallExpression;
}

/** The operators whose result is a function. */
const functionMakers: ReadonlySet<string> = new Set([
  "grad",
  "valueAndGrad",
  "jvp",
  "vjp",
  "jacobian",
  "hessian",
  "hvp",
  "checkpoint",
]);

/** The function behind a variable or function name, where that is certain. */
export function functionBehind(oracle: Oracle, symbol: ts.Symbol): FunctionNode | undefined {
  return functionBehindTarget(oracle, targetOfSymbol(oracle, symbol, 0));
}

/** The function itself, or the one that operators are applied to. */
export function functionBehindTarget(oracle: Oracle, target: StaticTarget): FunctionNode | undefined {
  if (target.kind === "function") return target.node;
  if (target.kind === "method" && isStatic(oracle.ts, target.node)) return target.node;
  const [argument] = target.kind === "derived" ? target.node.arguments : [];
  return argument && functionBehindTarget(oracle, targetOf(oracle, argument));
}

export function targetOf(oracle: Oracle, callee: ts.Expression, depth = 0): StaticTarget {
  const { ts } = oracle;
  const node = bare(ts, callee);
  if (depth > 50) return { kind: "unknown" };
  if (ts.isFunctionExpression(node) || ts.isArrowFunction(node)) return { kind: "function", node };
  if (ts.isIdentifier(node)) {
    const operator = operatorBehind(oracle, node);
    if (operator !== undefined) return { kind: "operator", name: operator };
    const symbol = oracle.symbolAt(node);
    return symbol ? targetOfSymbol(oracle, symbol, depth) : { kind: "unknown" };
  }
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    return targetOfMember(oracle, node, depth);
  }
  if (ts.isCallExpression(node)) {
    const made = targetOf(oracle, node.expression, depth + 1);
    if (made.kind === "operator" && functionMakers.has(made.name)) {
      return { kind: "derived", operator: made.name, node };
    }
  }
  return { kind: "unknown" };
}

function targetOfMember(
  oracle: Oracle,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  depth: number,
): StaticTarget {
  const { ts } = oracle;
  const nameNode = ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression;
  const name = ts.isPropertyAccessExpression(node) ? node.name.text : literalKey(ts, node.argumentExpression);
  if (name === undefined) return { kind: "unknown" };
  if (isRuntime(oracle, node.expression)) return { kind: "operator", name };
  const global = globalBehind(oracle, node.expression);
  if (global === "Math") return { kind: "math", name };
  const symbol = oracle.symbolAt(nameNode) ?? oracle.propertyOf(oracle.typeAt(node.expression), name);
  if (!symbol) return { kind: "unknown" };
  if (oracle.isLibrarySymbol(symbol)) return { kind: "library", holder: global ?? "", name };
  return targetOfSymbol(oracle, symbol, depth);
}

function targetOfSymbol(oracle: Oracle, symbol: ts.Symbol, depth: number): StaticTarget {
  const { ts } = oracle;
  if (oracle.isLibrarySymbol(symbol)) return { kind: "library", holder: "", name: symbol.name };
  const declaration = symbol.valueDeclaration ?? methodOfUnion(oracle, symbol);
  if (!declaration) return { kind: "unknown" };
  if (ts.isFunctionDeclaration(declaration)) {
    const withBody = symbol.declarations?.find((d) => ts.isFunctionDeclaration(d) && d.body !== undefined);
    return withBody ? { kind: "function", node: withBody as ts.FunctionDeclaration } : { kind: "ambient" };
  }
  if (ts.isFunctionExpression(declaration)) return { kind: "function", node: declaration };
  if (ts.isClassLike(declaration)) return { kind: "class" };
  if (ts.isVariableDeclaration(declaration)) return targetOfVariable(oracle, declaration, depth);
  const exported = symbol.declarations?.length === 1 ? assignedToExport(ts, declaration) : undefined;
  if (exported) return targetOf(oracle, exported, depth + 1);
  if (ts.isBindingElement(declaration)) return targetOfBinding(oracle, declaration);
  if (ts.isMethodDeclaration(declaration) && ts.isClassLike(declaration.parent)) {
    const withBody = symbol.declarations?.find((d) => ts.isMethodDeclaration(d) && d.body !== undefined);
    const isElsewhere = declaration.getSourceFile().isDeclarationFile || isAmbient(oracle, declaration.parent);
    if (isElsewhere) return { kind: "ambient" };
    return { kind: "method", node: (withBody ?? declaration) as ts.MethodDeclaration };
  }
  if (ts.isMethodDeclaration(declaration) || ts.isPropertyAssignment(declaration)) {
    if (!isFixedMember(oracle, declaration)) return { kind: "unknown" };
    if (ts.isPropertyAssignment(declaration)) return targetOf(oracle, declaration.initializer, depth + 1);
    return isFunctionNode(ts, declaration) ? { kind: "function", node: declaration } : { kind: "unknown" };
  }
  if (ts.isShorthandPropertyAssignment(declaration) && isFixedMember(oracle, declaration)) {
    return targetOf(oracle, declaration.name, depth + 1);
  }
  return { kind: "unknown" };
}

/** A method that every class of a union has: which one is called is found out where it is. */
function methodOfUnion({ ts }: Oracle, { declarations = [] }: ts.Symbol): ts.Declaration | undefined {
  const areMethods = declarations.every((one) => ts.isMethodDeclaration(one) && ts.isClassLike(one.parent));
  return areMethods ? declarations[0] : undefined;
}

function targetOfVariable(oracle: Oracle, declaration: ts.VariableDeclaration, depth: number): StaticTarget {
  const { ts } = oracle;
  if (!declaration.initializer) {
    return declaration.getSourceFile().isDeclarationFile || isAmbient(oracle, declaration)
      ? { kind: "ambient" }
      : { kind: "unknown" };
  }
  const isConst = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  return isConst ? targetOf(oracle, declaration.initializer, depth + 1) : { kind: "unknown" };
}

/** `const { sin, atan2: at } = Math` */
function targetOfBinding(oracle: Oracle, declaration: ts.BindingElement): StaticTarget {
  const { ts } = oracle;
  const pattern = declaration.parent;
  const variable = pattern.parent;
  const name = declaration.propertyName ?? declaration.name;
  const isPlain = ts.isObjectBindingPattern(pattern) && ts.isVariableDeclaration(variable) && !declaration.initializer;
  if (!isPlain || !ts.isIdentifier(name) || !variable.initializer || declaration.dotDotDotToken) {
    return { kind: "unknown" };
  }
  const global = globalBehind(oracle, variable.initializer);
  if (global === undefined) return { kind: "unknown" };
  return global === "Math" ? { kind: "math", name: name.text } : { kind: "library", holder: global, name: name.text };
}

/** Whether a member of an object literal stays what it is: the literal initialises a `const`, and nothing assigns the member. */
function isFixedMember(oracle: Oracle, member: ts.ObjectLiteralElementLike): boolean {
  const { ts } = oracle;
  let at: ts.Node = member.parent;
  while (at.parent && (ts.isAsExpression(at.parent) || ts.isSatisfiesExpression(at.parent))) at = at.parent;
  const variable = at.parent;
  const isDefault = variable && (ts.isExportAssignment(variable) || isMemberOfExports(ts, member));
  if (!variable || (!ts.isVariableDeclaration(variable) && !isDefault)) return false;
  if (!isDefault && (ts.getCombinedNodeFlags(variable) & ts.NodeFlags.Const) === 0) return false;
  const name = member.name;
  const key =
    name && (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)) ? name.text : "";
  // What a module exports it assigns by this very name.
  return isDefault ? !isWrittenInText(variable.getSourceFile(), key) : !isMemberWritten(oracle, key);
}

function isWrittenInText(file: ts.SourceFile, name: string): boolean {
  return new RegExp(`\\.${name.replaceAll("$", "\\$")}\\s*=[^=>]`).test(file.text);
}

/** The global object that an expression certainly is: `Math`, `const M = Math`, never a local variable of that name. */
export function globalBehind(oracle: Oracle, expression: ts.Expression, depth = 0): string | undefined {
  const { ts } = oracle;
  const node = bare(ts, expression);
  if (ts.isPropertyAccessExpression(node) && globalBehind(oracle, node.expression, depth + 1) === "globalThis") {
    return node.name.text;
  }
  if (!ts.isIdentifier(node) || depth > 50) return undefined;
  if (node.text === "globalThis") return "globalThis";
  const symbol = oracle.symbolAt(node);
  if (!symbol) return undefined;
  if (oracle.isLibrarySymbol(symbol)) return symbol.name;
  const declaration = symbol.valueDeclaration;
  if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return undefined;
  const isConst = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  return isConst ? globalBehind(oracle, declaration.initializer, depth + 1) : undefined;
}

/** The name of the runtime's operator that an identifier was imported as. */
export function operatorBehind(oracle: Oracle, node: ts.Identifier): string | undefined {
  const { ts } = oracle;
  const declaration = oracle.importAt(node)?.declarations?.[0];
  if (!declaration || !ts.isImportSpecifier(declaration)) return undefined;
  const { moduleSpecifier } = declaration.parent.parent.parent;
  if (!ts.isStringLiteral(moduleSpecifier) || moduleSpecifier.text !== runtimePackage) return undefined;
  return (declaration.propertyName ?? declaration.name).text;
}

/** `ad` of `import * as ad from "@adgen/runtime"`. */
function isRuntime(oracle: Oracle, node: ts.Expression): boolean {
  const { ts } = oracle;
  const declaration = ts.isIdentifier(node) ? oracle.importAt(node)?.declarations?.[0] : undefined;
  if (!declaration || !ts.isNamespaceImport(declaration)) return false;
  const { moduleSpecifier } = declaration.parent.parent;
  return ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text === runtimePackage;
}

export function isAmbient(oracle: Oracle, node: ts.Node): boolean {
  return (oracle.ts.getCombinedModifierFlags(node as ts.Declaration) & oracle.ts.ModifierFlags.Ambient) !== 0;
}
