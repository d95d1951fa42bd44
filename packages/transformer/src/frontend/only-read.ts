/** Whether the value of a `const` stays what its initialiser says: then a copy of it is as good. */
import type ts from "typescript";
import { knownValue } from "./known-value.ts";
import type { Oracle } from "./oracle.ts";
import { namesOf } from "./references.ts";
import { targetOf } from "./static-target.ts";
import { bare, eachNode, isAssignmentOperator, isIncrement } from "./syntax.ts";
import type { TypeScript } from "./library.ts";

/** The members that leave an array, and what is in it, alone. */
const readingMembers: ReadonlySet<string> = new Set([
  "at",
  "concat",
  "entries",
  "every",
  "filter",
  "find",
  "findIndex",
  "findLast",
  "flat",
  "flatMap",
  "forEach",
  "includes",
  "indexOf",
  "join",
  "keys",
  "length",
  "map",
  "reduce",
  "reduceRight",
  "slice",
  "some",
  "toReversed",
  "toSorted",
  "toSpliced",
  "values",
  "with",
]);

/** A `const` with a literal initialiser whose memory, if it is any, nothing in its file writes or hands out. */
export function isFixedConstant(oracle: Oracle, declaration: ts.VariableDeclaration): boolean {
  const { ts } = oracle;
  const { initializer, name } = declaration;
  if ((ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) === 0 || !ts.isIdentifier(name) || !initializer)
    return false;
  const value = knownValue(oracle, initializer);
  if (value === undefined) return false;
  if (typeof value !== "object" || value === null || isConstantType(oracle, initializer)) return true;
  const symbol = oracle.symbolAt(name);
  return symbol !== undefined && isOnlyRead(oracle, symbol, new Set());
}

/** The same of a `const` with functions in it: its memory stays what the literal says. */
export function isReadOnly(oracle: Oracle, { initializer, name }: ts.VariableDeclaration): boolean {
  const symbol = oracle.ts.isIdentifier(name) ? oracle.symbolAt(name) : undefined;
  if (!initializer || !symbol) return false;
  if (isConstantType(oracle, initializer)) return true;
  return isOnlyRead(oracle, symbol, new Set()) && isOnlyReadElsewhere(oracle, symbol, initializer.getSourceFile());
}

/** Whether the other files of the program only read the memory behind a variable that they import. */
function isOnlyReadElsewhere(oracle: Oracle, symbol: ts.Symbol, home: ts.SourceFile): boolean {
  const { ts, program } = oracle;
  let isGood = true;
  for (const file of program.getSourceFiles()) {
    if (file === home || file.isDeclarationFile || !file.text.includes(symbol.name)) continue;
    eachNode(ts, file, (node) => {
      if (!isGood || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return false;
      const isNamed = ts.isIdentifier(node) && oracle.symbolAt(node) === symbol;
      if (isNamed && !isReading(oracle, node, new Set([symbol]))) isGood = false;
      return undefined;
    });
  }
  return isGood;
}

/** `… as const` */
function isConstantType({ ts }: Oracle, initializer: ts.Expression): boolean {
  return ts.isAsExpression(initializer) && ts.isConstTypeReference(initializer.type);
}

/** Whether every place that names a variable only reads the memory behind it. */
function isOnlyRead(oracle: Oracle, symbol: ts.Symbol, seen: Set<ts.Symbol>): boolean {
  if (seen.has(symbol)) return true;
  seen.add(symbol);
  const declared = symbol.valueDeclaration as ts.NamedDeclaration | undefined;
  return namesOf(oracle, symbol).every((name) => name === declared?.name || isReading(oracle, name, seen));
}

function isReading(oracle: Oracle, name: ts.Expression, seen: Set<ts.Symbol>): boolean {
  const { ts } = oracle;
  let node: ts.Expression = name;
  for (;;) {
    const { parent } = node;
    const isMember = ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent);
    if (isMember && parent.expression === node) node = parent;
    else if (bare(ts, parent as ts.Expression) === bare(ts, node)) node = parent as ts.Expression;
    else break;
  }
  const { parent } = node;
  if (ts.isCallExpression(parent) && parent.expression === node) return isReadingCall(oracle, node);
  if (ts.isTypeQueryNode(parent)) return true;
  if (node !== name && isWritten(ts, node)) return false;
  // A number that was read out is a copy, and a function stays what it is.
  if (isPlain(oracle, node) || oracle.isCallable(oracle.typeAt(node))) return true;
  if (ts.isForOfStatement(parent) && parent.expression === node) {
    const [variable] = ts.isVariableDeclarationList(parent.initializer) ? parent.initializer.declarations : [];
    return variable !== undefined && isNameOnlyRead(oracle, variable.name, seen);
  }
  if (ts.isVariableDeclaration(parent)) return isNameOnlyRead(oracle, parent.name, seen);
  if (ts.isSpreadElement(parent)) return hasPlainElements(oracle, node);
  if (ts.isCallExpression(parent)) return isHandedToReader(oracle, parent, node, seen);
  return ts.isExpressionStatement(parent);
}

/** Whether a place is assigned, also through a pattern, counted up or deleted. */
function isWritten(ts: TypeScript, place: ts.Expression): boolean {
  for (let node: ts.Node = place; ; node = node.parent) {
    const { parent } = node;
    if (isIncrement(ts, parent) || ts.isDeleteExpression(parent)) return true;
    if (ts.isBinaryExpression(parent) && isAssignmentOperator(ts, parent.operatorToken.kind))
      return parent.left === node;
    if (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) return parent.initializer === node;
    const isPattern =
      ts.isArrayLiteralExpression(parent) ||
      ts.isObjectLiteralExpression(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isSpreadElement(parent) ||
      ts.isSpreadAssignment(parent);
    if (!isPattern) return false;
  }
}

/** `xs.map(…)`: a method that changes nothing, on an array of plain values, which no callback can change. */
function isReadingCall(oracle: Oracle, node: ts.Expression): boolean {
  const { ts } = oracle;
  const callee = bare(ts, node);
  // A function that is held there, or was read out.
  if (ts.isElementAccessExpression(callee) || ts.isIdentifier(callee)) return true;
  if (!ts.isPropertyAccessExpression(callee)) return false;
  const isReader = readingMembers.has(callee.name.text);
  if (!oracle.isLibrarySymbol(oracle.symbolAt(callee.name))) return true;
  return isReader && (hasPlainElements(oracle, callee.expression) || holdsFunctions(oracle, callee.expression));
}

function isPlain(oracle: Oracle, node: ts.Expression): boolean {
  const { TypeFlags: T } = oracle.ts;
  const type = oracle.typeAt(node);
  const plain = T.NumberLike | T.StringLike | T.BooleanLike | T.BigIntLike | T.Undefined | T.Null;
  return (type.isUnion() ? type.types : [type]).every(({ flags }) => (flags & plain) !== 0);
}

function hasPlainElements(oracle: Oracle, array: ts.Expression): boolean {
  const { TypeFlags: T } = oracle.ts;
  const type = oracle.typeAt(array);
  if (!oracle.isArray(type) && !oracle.isTuple(type)) return false;
  return oracle
    .typeArgumentsOf(type)
    .every(({ flags }) => (flags & (T.NumberLike | T.StringLike | T.BooleanLike)) !== 0);
}

function holdsFunctions(oracle: Oracle, array: ts.Expression): boolean {
  const type = oracle.typeAt(array);
  const isList = oracle.isArray(type) || oracle.isTuple(type);
  return isList && oracle.typeArgumentsOf(type).every((element) => oracle.isCallable(element));
}

function isNameOnlyRead(oracle: Oracle, name: ts.BindingName, seen: Set<ts.Symbol>): boolean {
  if (oracle.ts.isIdentifier(name)) {
    const symbol = oracle.symbolAt(name);
    return symbol !== undefined && isOnlyRead(oracle, symbol, seen);
  }
  return name.elements.every(
    (element) => !oracle.ts.isBindingElement(element) || isNameOnlyRead(oracle, element.name, seen),
  );
}

/** An argument of a function of the program that only reads it too. */
function isHandedToReader(oracle: Oracle, call: ts.CallExpression, node: ts.Expression, seen: Set<ts.Symbol>): boolean {
  const index = call.arguments.indexOf(node);
  const target = index < 0 ? undefined : targetOf(oracle, call.expression);
  if (target?.kind === "math") return true;
  const parameter = target?.kind === "function" ? target.node.parameters[index] : undefined;
  const isPlainlySo = call.arguments.slice(0, index + 1).every((argument) => !oracle.ts.isSpreadElement(argument));
  if (!parameter || parameter.dotDotDotToken || !isPlainlySo) return false;
  return isNameOnlyRead(oracle, parameter.name, seen);
}
