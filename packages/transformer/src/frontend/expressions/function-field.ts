/**
 * Functions kept in records and tuples under constant names: calls find them there, as long as nothing but the literal puts them in.
 * The memory itself gets the function's text, if it has one that means the same everywhere.
 */
import type ts from "typescript";
import type { ValueId } from "../../ir/ir.ts";
import type { Type } from "../../ir/types.ts";
import { assignedNames } from "../assigned.ts";
import type { Lowering, OpaquePart } from "../lowering.ts";
import { bare, eachNode, enclosingFunction, isInside } from "../syntax.ts";
import type { FunctionNode } from "../syntax.ts";
import { hostText } from "./host-text.ts";

const functionType: Type = { kind: "opaque", text: "Function" };

/** What memory holds for each of its functions, and for memory with functions in it. */
export interface Kept {
  readonly values: readonly ValueId[];
  readonly members: ReadonlyMap<string, ValueId>;
  /** A function without a text: such memory must not leave. */
  readonly textless: ts.Node | undefined;
}

/** The values to put into memory under `names`; `undefined` names are not followed. */
export function keep(cx: Lowering, given: readonly (readonly [name: string | undefined, value: ValueId])[]): Kept {
  const members = new Map<string, ValueId>();
  let textless: ts.Node | undefined;
  const values = given.map(([name, value]) => {
    textless ??= cx.textless.get(value);
    if (name === undefined) return value;
    if (cx.membersOf.has(value)) members.set(name, value);
    if (!cx.functionOf.has(value)) return value;
    members.set(name, value);
    const text = textOf(cx, value);
    if (text === undefined) textless ??= cx.functionNodeOf.get(value);
    return text ?? cx.at.undef(functionType, cx.origin(cx.functionNodeOf.get(value)!));
  });
  return { values, members, textless };
}

/** Notes what was kept in memory that has been made. */
export function noteKept(cx: Lowering, ref: ValueId, { members, textless }: Kept): ValueId {
  if (members.size > 0) cx.membersOf.set(ref, members);
  if (textless) cx.textless.set(ref, textless);
  return ref;
}

/** Memory under another type holds what it held. */
export function keepMembers(cx: Lowering, from: ValueId, to: ValueId): void {
  if (from === to) return;
  const members = cx.membersOf.get(from);
  const textless = cx.textless.get(from);
  if (members) cx.membersOf.set(to, members);
  if (textless) cx.textless.set(to, textless);
  const cls = cx.classOf.get(from);
  if (cls) cx.classOf.set(to, cls);
}

/** The function, or memory with functions, that memory holds under a name. */
export function keptMember(cx: Lowering, ref: ValueId, name: string): ValueId | undefined {
  return cx.membersOf.get(ref)?.get(name);
}

/** A store that would put a function where calls look for another, or memory with functions where they are lost sight of. */
export function refuseKeeping(
  cx: Lowering,
  ref: ValueId,
  name: string | undefined,
  value: ValueId,
  node: ts.Node,
): boolean {
  if (cx.membersOf.size === 0) return false;
  const isReplaced = name !== undefined && keptMember(cx, ref, name) !== undefined;
  if (!isReplaced && !cx.membersOf.has(value) && !mayHoldFunction(cx.typeOf(value))) return false;
  cx.refuse("AD2011", node, `\`${node.getText()}\` puts a function where it cannot be followed`);
  return true;
}

function mayHoldFunction(type: Type): boolean {
  switch (type.kind) {
    case "record":
      return type.fields.some((field) => field.type.kind === "opaque" || mayHoldFunction(field.type));
    case "tuple":
      return type.elements.some((element) => element.kind === "opaque" || mayHoldFunction(element));
    case "union":
      return type.members.some(mayHoldFunction);
    default:
      return false;
  }
}

function textOf(cx: Lowering, value: ValueId): ValueId | undefined {
  const { ts } = cx;
  const fn = cx.functionOf.get(value)!;
  if (fn.kind === "math" || fn.kind === "host") {
    const text = fn.kind === "math" ? `Math.${fn.name}` : fn.text;
    return cx.opaque([text], cx.functionNodeOf.get(value)!, { type: functionType, effect: "pure" });
  }
  if (fn.kind !== "closure") return undefined;
  const name = moduleName(cx, fn.node);
  if (name !== undefined) return cx.opaque([name], fn.node, { type: cx.file.typeAt(fn.node), effect: "pure" });
  if (ts.isFunctionDeclaration(fn.node) || !isPlain(cx, fn.node)) return undefined;
  const parts = arrowText(cx, fn.node) ?? hostText(cx, fn.node);
  const type = cx.file.typeAt(fn.node);
  if (!ts.isMethodDeclaration(fn.node)) return cx.opaque([...parts], fn.node, { type, effect: "pure", precedence: 2 });
  return cx.opaque(["({ ", ...parts, ` }).${fn.node.name.getText()}`], fn.node, { type, effect: "pure" });
}

/** The name of a function of a module, as generated text can write it. */
function moduleName(cx: Lowering, node: FunctionNode): string | undefined {
  const { ts } = cx;
  if (enclosingFunction(ts, node)) return undefined;
  const named = ts.isFunctionDeclaration(node) ? node : ts.isVariableDeclaration(node.parent) ? node.parent : undefined;
  const symbol = named?.name && ts.isIdentifier(named.name) ? cx.oracle.symbolAt(named.name) : undefined;
  return symbol && cx.file.outside.nameOf(symbol);
}

/** An arrow function with the types of its parameters, where its place gave them. */
function arrowText(cx: Lowering, node: FunctionNode): readonly OpaquePart[] | undefined {
  const { ts } = cx;
  if (cx.file.isScript) return undefined;
  const isBare = ({ name, type, initializer, dotDotDotToken }: ts.ParameterDeclaration): boolean =>
    ts.isIdentifier(name) && !type && !initializer && !dotDotDotToken;
  if (!ts.isArrowFunction(node) || node.parameters.length === 0 || !node.parameters.every(isBare)) return undefined;
  const types = node.parameters.map((one) => cx.file.typeLowering.textOf(cx.oracle.typeAt(one)));
  const list = node.parameters.map(({ name }, i) => `${name.getText()}: ${types[i]}`).join(", ");
  const own = node.parameters.flatMap((one): readonly (readonly [ts.Symbol, readonly OpaquePart[]])[] => {
    const symbol = cx.oracle.parameterAt(one);
    return symbol ? [[symbol, [symbol.name]]] : [];
  });
  return [`(${list}) => `, ...hostText(cx, node.body, { replaced: new Map(own) })];
}

/** Whether the text of a function means the same anywhere: it names nothing around it but values that stay. */
function isPlain(cx: Lowering, node: ts.Node): boolean {
  const { ts, oracle } = cx;
  let isGood = node.getSourceFile() === cx.entry.sourceFile;
  eachNode(ts, node, (at) => {
    if (ts.isTypeNode(at) || !isGood) return false;
    if (at.kind === ts.SyntaxKind.ThisKeyword) isGood = false;
    if (!ts.isIdentifier(at)) return undefined;
    const symbol = oracle.symbolAt(at);
    const declaration = symbol?.valueDeclaration;
    if (!symbol || !declaration || isInside(declaration, node) || !enclosingFunction(ts, declaration)) return undefined;
    const isValue = symbol.flags & (ts.SymbolFlags.Variable | ts.SymbolFlags.Function);
    if (!isValue) return undefined;
    const held = cx.env.get(symbol);
    const isStable = cx.file.closures.isSettled(symbol) && held !== undefined && !cx.functionOf.has(held);
    if (!isStable || assignedNames(ts, at.parent).includes(bare(ts, at) as ts.Identifier)) isGood = false;
    return undefined;
  });
  return isGood;
}
