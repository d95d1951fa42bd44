/** The value of an initialiser that consists of literals, `Math` constants and arithmetic: known without running user code. */
import type ts from "typescript";
import type { Oracle } from "./oracle.ts";
import { globalBehind } from "./static-target.ts";
import { bare, constantName } from "./syntax.ts";

/** Constants that are names of the library. */
const knownNames: ReadonlyMap<string, number> = new Map([
  ["Infinity", Infinity],
  ["NaN", NaN],
]);

/** Undefined where it is not known. */
export function knownValue(oracle: Oracle, expression: ts.Expression): unknown {
  const { ts } = oracle;
  const node = bare(ts, expression);
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isBigIntLiteral(node)) return BigInt(node.text.slice(0, -1));
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (node.kind === ts.SyntaxKind.NullKeyword) return null;
  if (ts.isIdentifier(node)) return globalBehind(oracle, node) === node.text ? knownNames.get(node.text) : undefined;
  if (ts.isPrefixUnaryExpression(node)) {
    const value = knownValue(oracle, node.operand);
    if (typeof value !== "number") return undefined;
    if (node.operator === ts.SyntaxKind.MinusToken) return -value;
    return node.operator === ts.SyntaxKind.PlusToken ? value : undefined;
  }
  if (ts.isBinaryExpression(node)) return knownArithmetic(oracle, node);
  if (ts.isPropertyAccessExpression(node)) {
    const holder = globalBehind(oracle, node.expression);
    return holder === undefined ? undefined : libraryConstant(holder, node.name.text);
  }
  if (ts.isArrayLiteralExpression(node)) {
    const items = node.elements.map((element) => knownValue(oracle, element));
    return items.includes(undefined) ? undefined : items;
  }
  if (ts.isObjectLiteralExpression(node)) return knownRecord(oracle, node);
  return undefined;
}

function knownArithmetic(oracle: Oracle, node: ts.BinaryExpression): number | undefined {
  const { SyntaxKind: K } = oracle.ts;
  const left = knownValue(oracle, node.left);
  const right = knownValue(oracle, node.right);
  if (typeof left !== "number" || typeof right !== "number") return undefined;
  switch (node.operatorToken.kind) {
    case K.PlusToken:
      return left + right;
    case K.MinusToken:
      return left - right;
    case K.AsteriskToken:
      return left * right;
    case K.SlashToken:
      return left / right;
    case K.AsteriskAsteriskToken:
      return left ** right;
    default:
      return undefined;
  }
}

function knownRecord(oracle: Oracle, node: ts.ObjectLiteralExpression): Record<string, unknown> | undefined {
  const fields: [string, unknown][] = [];
  for (const property of node.properties) {
    const name = property.name && constantName(oracle.ts, property.name);
    if (!oracle.ts.isPropertyAssignment(property) || name === undefined) return undefined;
    const value = knownValue(oracle, property.initializer);
    if (value === undefined) return undefined;
    fields.push([name, value]);
  }
  return Object.fromEntries(fields);
}

const holders: Readonly<Record<string, object>> = { Math, Number };

/** `Math.PI`, `Number.EPSILON`: a constant of the library, or undefined. */
export function libraryConstant(holder: string, name: string): number | undefined {
  const object = holders[holder];
  if (!object || !Object.hasOwn(object, name)) return undefined;
  const value: unknown = Reflect.get(object, name);
  return typeof value === "number" ? value : undefined;
}
