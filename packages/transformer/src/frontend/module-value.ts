/** Constants and variables of modules: host data, named as the main file names it. */
import type ts from "typescript";
import type { ValueId } from "../ir/ir.ts";
import { noteTable } from "./expressions/module-table.ts";
import type { Lowering } from "./lowering.ts";
import { assignedToExport } from "./common-js.ts";
import { knownValue } from "./known-value.ts";
import { hasModifier } from "./syntax.ts";

export function moduleValue(cx: Lowering, symbol: ts.Symbol, node: ts.Expression): ValueId {
  const { ts } = cx;
  const declaration = symbol.valueDeclaration;
  const isConst =
    declaration !== undefined &&
    ts.isVariableDeclaration(declaration) &&
    (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  const initializer = isConst ? declaration.initializer : undefined;
  const known = initializer && knownValue(cx.oracle, initializer);
  const type = withoutLiteralsOf(cx, symbol, node);
  const isForeign = cx.body.sourceFile !== cx.file.opened.sourceFile && !cx.oracle.isLibrarySymbol(symbol);
  if (isForeign && (typeof known === "number" || typeof known === "string" || typeof known === "boolean")) {
    return cx.at.const_(known, cx.origin(node), symbol.name);
  }
  // `exports.rate = 0.25`
  const exported = symbol.declarations?.length === 1 && declaration && assignedToExport(ts, declaration);
  const held = exported ? knownValue(cx.oracle, exported) : known;
  const isFixed = isConst || (declaration !== undefined && !ts.isVariableDeclaration(declaration));
  const effect = isFixed || cx.oracle.isLibrarySymbol(symbol) ? "pure" : "reads";
  const value = cx.opaque([outsideText(cx, node)], node, { type, effect, known: held });
  return isConst && ts.isIdentifier(node) ? noteTable(cx, value, declaration) : value;
}

/** How generated text writes a name of module level, or a member of one; refused where nothing reaches it from there. */
export function outsideText(cx: Lowering, node: ts.Expression): string {
  const text = cx.file.outside.textOf(node);
  if (text === undefined) refuseName(cx, node, node.getText());
  return text ?? node.getText();
}

/** The same of a class. */
export function outsideName(cx: Lowering, symbol: ts.Symbol, node: ts.Node): string {
  const name = cx.file.outside.nameOf(symbol);
  if (name === undefined) refuseName(cx, node, symbol.name);
  return name ?? symbol.name;
}

function refuseName(cx: Lowering, node: ts.Node, name: string): void {
  const [file = ""] = /[^\\/]*$/.exec(cx.file.opened.fileName) ?? [];
  cx.refuse("AD2034", node, `\`${name}\` is not known in ${file}`);
}

function withoutLiteralsOf(cx: Lowering, symbol: ts.Symbol, node: ts.Expression): ReturnType<Lowering["typeOf"]> {
  const type = cx.file.variableType(symbol);
  return type.kind === "opaque" || type.kind === "union" ? cx.file.typeAt(node) : type;
}

/** A static field of a class, by the class's name in the main file. */
export function staticValue(cx: Lowering, field: ts.PropertyDeclaration, node: ts.PropertyAccessExpression): ValueId {
  const { ts } = cx;
  const type = cx.file.typeAt(node);
  const isFixed = hasModifier(field, ts.SyntaxKind.ReadonlyKeyword);
  const known = isFixed && field.initializer ? knownValue(cx.oracle, field.initializer) : undefined;
  if (typeof known === "number" || typeof known === "string" || typeof known === "boolean") {
    return cx.at.const_(known, cx.origin(node), node.name.getText());
  }
  const owner = field.parent;
  const symbol = ts.isClassLike(owner) && owner.name ? cx.oracle.symbolAt(owner.name) : undefined;
  if (!symbol || ts.isPrivateIdentifier(node.name)) {
    return cx.refuse("AD2034", node, `\`${node.getText()}\` is not known outside of its class`);
  }
  const name = outsideName(cx, symbol, node);
  const isHidden = ts.getCombinedModifierFlags(field) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected);
  const member = isHidden ? `[${JSON.stringify(node.name.text)}]` : `.${node.name.text}`;
  return cx.opaque([name + member], node, { type, effect: isFixed ? "pure" : "reads" });
}
