/** How a function appears in its module: what a signature beside it has to repeat. */
import type ts from "typescript";
import type { FunctionSource, Parameter } from "../ir/request.ts";
import type { IrFunction } from "../ir/ir.ts";
import { printType } from "../ir/print-type.ts";
import { tangentOf } from "../ir/types.ts";
import type { FileLowering } from "./file-lowering.ts";
import type { FunctionEntry, LoweredParameter } from "./function-entry.ts";
import { exportedAt } from "./common-js.ts";
import { hiddenClassIn } from "./type-predicates.ts";
import { sourceOverloads } from "./overloads.ts";
import type { MarkerText } from "./marker-text.ts";
import type { ClassNode } from "./classes.ts";
import type { TypeScript } from "./library.ts";
import { enclosingFunction, typeNodeText } from "./syntax.ts";
import type { EntryNode } from "./syntax.ts";

export function sourceOf(
  file: FileLowering,
  entry: FunctionEntry,
  fn: IrFunction,
  marker: MarkerText | undefined,
): FunctionSource {
  const wrt = marker?.wrt;
  const isMarked = marker !== undefined;
  const { ts } = file;
  const isNested = enclosingFunction(ts, entry.node) !== undefined;
  const symbol = symbolOf(file, entry);
  const isMember = classOf(ts, entry.node) !== undefined;
  const isHere = entry.sourceFile === file.opened.sourceFile;
  const exported =
    !isNested && entry.special === undefined && symbol !== undefined && file.isExported(symbol, entry.sourceFile);
  const isDefault = ts.isFunctionDeclaration(entry.node)
    ? ts.getCombinedModifierFlags(entry.node) & ts.ModifierFlags.Default
    : ts.isExportAssignment(entry.node.parent);
  const parameters = entry.parameters.map((parameter, i): Parameter => {
    const value = fn.params[i]!;
    const paths = wrt?.map(({ text }) => text).filter((text) => text.split(".")[0] === parameter.name);
    const fields = paths?.filter((path) => path.includes(".")).map((path) => path.slice(path.indexOf(".") + 1));
    const isChosen = paths === undefined || paths.length > 0;
    const isWhole = paths?.includes(parameter.name) ?? true;
    return {
      value,
      name: parameter.name,
      type: typeText(file, entry, parameter),
      optional: parameter.optional,
      differentiable: isChosen && tangentOf(parameter.type, file.typeLowering.types) !== undefined,
      ...(fields && fields.length > 0 && !isWhole ? { fields } : {}),
    };
  });
  return {
    id: entry.id,
    name: entry.name,
    reference:
      entry.host ??
      (isNested || !isHere || symbol === undefined || isMember || entry.special !== undefined
        ? undefined
        : symbol.name === "default"
          ? undefined
          : entry.name),
    exported:
      entry.host !== undefined ||
      exported ||
      exportedAt(ts, entry.node) !== undefined ||
      (isHere && !entry.special && isDefault !== false && isDefault !== 0),
    isVariadic: entry.parameters.at(-1)?.rest === true,
    parameters,
    ...(isMarked ? { overloads: sourceOverloads(file, entry) } : {}),
    result: resultText(file, entry),
    origin: entry.origin,
  };
}

/** The name under which the module knows a function; of a member, its class. */
function symbolOf(file: FileLowering, entry: FunctionEntry): ts.Symbol | undefined {
  const { ts } = file;
  const { node } = entry;
  const owner = classOf(ts, node);
  if (owner) return owner.name && file.oracle.symbolAt(owner.name);
  if (node.name && ts.isFunctionDeclaration(node)) return file.oracle.symbolAt(node.name);
  let at: ts.Node = node.parent;
  while (ts.isParenthesizedExpression(at) || ts.isAsExpression(at) || ts.isSatisfiesExpression(at)) at = at.parent;
  return ts.isVariableDeclaration(at) && ts.isIdentifier(at.name) ? file.oracle.symbolAt(at.name) : undefined;
}

function classOf(ts: TypeScript, node: EntryNode): ClassNode | undefined {
  if (ts.isClassLike(node)) return node;
  return ts.isClassLike(node.parent) ? node.parent : undefined;
}

/** Undefined: as the type of its value is written. */
function typeText(file: FileLowering, entry: FunctionEntry, parameter: LoweredParameter): string | undefined {
  const { node, type: own } = parameter;
  if (isGeneric(file, entry) || !node) return undefined;
  if (hiddenClassIn(own, file.typeLowering.types) !== undefined) return undefined;
  // Its names may mean nothing here.
  if (entry.sourceFile !== file.opened.sourceFile) return undefined;
  if (node?.type && isModuleText(file, entry)) return typeNodeText(file.ts, node.type);
  const type = node.type ? file.oracle.typeOfTypeNode(node.type) : file.oracle.typeAt(node);
  return withoutUndefined(file.typeLowering.textOf(type));
}

function resultText(file: FileLowering, entry: FunctionEntry): string {
  const { node } = entry;
  if (file.ts.isClassLike(node)) return "";
  if (isGeneric(file, entry)) return printType(entry.result, "wishes");
  if (node.type && isModuleText(file, entry)) return typeNodeText(file.ts, node.type);
  const type = file.oracle.returnTypeOf(node);
  return type ? file.typeLowering.textOf(type) : "void";
}

/** Whether type names in a function's signature mean the same at module level of the main file. */
function isModuleText(file: FileLowering, entry: FunctionEntry): boolean {
  return entry.sourceFile === file.opened.sourceFile && enclosingFunction(file.ts, entry.node) === undefined;
}

/** A type parameter means nothing beside the function. */
function isGeneric({ oracle }: FileLowering, { node }: FunctionEntry): boolean {
  const { parent } = node;
  const around = "typeParameters" in parent ? ((parent as ClassNode).typeParameters ?? []) : [];
  return oracle.typeParametersOf(node).length + around.length > 0;
}

function withoutUndefined(text: string): string {
  return text.replace(/ \| undefined$/, "");
}
