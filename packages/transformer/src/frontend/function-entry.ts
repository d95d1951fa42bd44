/** A function that is lowered: what is known of it before its body is, and what it is called. */
import type ts from "typescript";
import { freshName } from "../base/fresh-name.ts";
import type { FunctionId, Origin } from "../ir/ir.ts";
import type { Type } from "../ir/types.ts";
import { nameOfClass } from "./classes.ts";
import type { ClassNode } from "./classes.ts";
import { exportedAt } from "./common-js.ts";
import type { Family } from "./function-families.ts";
import type { Given, Specialisation } from "./function-value.ts";
import type { TypeScript } from "./library.ts";
import type { Scope, Substitution } from "./type-memory.ts";
import { enclosingFunction, hasModifier } from "./syntax.ts";
import type { EntryNode } from "./syntax.ts";

export interface LoweredParameter {
  /** Undefined for a captured variable. */
  readonly node: ts.ParameterDeclaration | undefined;
  readonly symbol: ts.Symbol | undefined;
  readonly name: string;
  /** With `undefined` where it is optional. */
  readonly type: Type;
  readonly optional: boolean;
  readonly rest: boolean;
}

/** A function that is, or is to be, lowered into the unit. */
export interface FunctionEntry {
  readonly id: FunctionId;
  readonly name: string;
  readonly node: EntryNode;
  readonly body: ts.ConciseBody;
  readonly sourceFile: ts.SourceFile;
  readonly fileName: string;
  readonly origin: Origin;
  /** The receiver, those written, then the captured variables. */
  readonly parameters: readonly LoweredParameter[];
  readonly captures: readonly ts.Symbol[];
  /** Whether the first parameter is what `this` means. */
  readonly hasReceiver: boolean;
  /** The class that the receiver is an instance of, and of none that extends it; where that is known and makes a difference. */
  readonly exact: ClassNode | undefined;
  /** The class of which it is the constructor. */
  readonly constructs: ClassNode | undefined;
  readonly result: Type;
  /** How generated text names it where it has no body. */
  readonly host?: string | undefined;
  /** The function of `Math` that it is. */
  readonly math?: string | undefined;
  /** The functions that it calls by the records that stand for them. */
  readonly family?: Family | undefined;
  /** For which functions its types are lowered. */
  readonly scope: Scope;
  /** What type parameters of it, and of its class, are. */
  readonly substitution: Substitution | undefined;
  /** Where it is made for certain calls: what its parameters and captured variables, as declared, are made from. */
  readonly special?: {
    readonly given: readonly Given[];
    readonly declared: readonly LoweredParameter[];
  };
}

/** A captured variable may be called like a parameter; derivatives name their parts after them. */
export function withOwnNames(parameters: readonly LoweredParameter[]): readonly LoweredParameter[] {
  const taken = new Set<string>();
  return parameters.map((parameter) => {
    const name = freshName(parameter.name, taken);
    return name === parameter.name ? parameter : { ...parameter, name };
  });
}

export function plainParameter({ name, type }: Specialisation["parameters"][number]): LoweredParameter {
  return { node: undefined, symbol: undefined, name, type, optional: false, rest: false };
}

/** Its own name, or that of what it is assigned to; of a member with its class in front. */
export function nameOfFunction(ts: TypeScript, node: EntryNode, exact?: ClassNode): string {
  if (ts.isClassLike(node)) return `${nameOfClass(ts, node)}_new`;
  if (ts.isConstructorDeclaration(node)) return `${nameOfClass(ts, node.parent)}_new`;
  if ((ts.isMethodDeclaration(node) || ts.isAccessor(node)) && ts.isClassLike(node.parent)) {
    const own = node.name.getText().replaceAll(/[^\p{ID_Continue}$]/gu, "");
    return `${nameOfClass(ts, exact ?? node.parent)}_${ts.isSetAccessor(node) ? "set_" : ""}${own}`;
  }
  if (node.name && ts.isIdentifier(node.name)) return node.name.text;
  const exported = exportedAt(ts, node);
  if (exported !== undefined && exported !== "export=") return exported;
  let at: ts.Node = node.parent;
  while (ts.isParenthesizedExpression(at) || ts.isAsExpression(at) || ts.isSatisfiesExpression(at)) at = at.parent;
  if ((ts.isVariableDeclaration(at) || ts.isPropertyAssignment(at)) && ts.isIdentifier(at.name)) return at.name.text;
  if (ts.isExportAssignment(at) || exported !== undefined || hasModifier(node, ts.SyntaxKind.DefaultKeyword))
    return "default_";
  const outer = enclosingFunction(ts, node);
  return outer && outer.name && ts.isIdentifier(outer.name) ? `${outer.name.text}_inner` : "anonymous";
}
