/** Constants and variables of modules: host data, named as the main file names it. */
import type ts from "typescript";
import type { ValueId } from "../ir/ir.ts";
import type { ModuleReference } from "./file-lowering.ts";
import type { Lowering } from "./lowering.ts";
import { knownValue } from "./known-value.ts";
import { isAmbient } from "./static-target.ts";
import { hasModifier } from "./syntax.ts";

export function moduleValue(cx: Lowering, symbol: ts.Symbol, node: ts.Expression): ValueId {
  const { ts } = cx;
  const declaration = symbol.valueDeclaration;
  const isConst =
    declaration !== undefined &&
    ts.isVariableDeclaration(declaration) &&
    (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  const initializer = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  const known = isConst && initializer ? knownValue(cx.oracle, initializer) : undefined;
  const type = withoutLiteralsOf(cx, symbol, node);
  const isElsewhere = declaration !== undefined && declaration.getSourceFile() !== cx.file.opened.sourceFile;
  if (isElsewhere && cx.body.sourceFile !== cx.file.opened.sourceFile && !cx.oracle.isLibrarySymbol(symbol)) {
    return foreignValue(cx, symbol, node, { known, initializer, isConst });
  }
  note(cx, symbol, node.getText(), isConst ? initializer : undefined);
  const isFixed = isConst || (declaration !== undefined && !ts.isVariableDeclaration(declaration));
  const effect = isFixed || cx.oracle.isLibrarySymbol(symbol) ? "pure" : "reads";
  return cx.opaque([node.getText()], node, { type, effect, known });
}

function withoutLiteralsOf(cx: Lowering, symbol: ts.Symbol, node: ts.Expression): ReturnType<Lowering["typeOf"]> {
  const type = cx.file.variableType(symbol);
  return type.kind === "opaque" || type.kind === "union" ? cx.file.typeAt(node) : type;
}

/** A name that only another file knows: its literal value, or a name that the main file happens to have for it. */
function foreignValue(
  cx: Lowering,
  symbol: ts.Symbol,
  node: ts.Expression,
  { known, initializer, isConst }: { known: unknown; initializer: ts.Expression | undefined; isConst: boolean },
): ValueId {
  const type = cx.file.variableType(symbol);
  const origin = cx.origin(node);
  if (typeof known === "number" || typeof known === "string" || typeof known === "boolean") {
    return cx.at.const_(known, origin, symbol.name);
  }
  if (known !== undefined && isConst && initializer) {
    return cx.opaque([initializer.getText()], node, { type, effect: "pure", known });
  }
  const local = nameInMain(cx, symbol);
  if (local !== undefined) return cx.opaque([local], node, { type, effect: isConst ? "pure" : "reads", known });
  return cx.refuse("AD2034", node, `\`${node.getText()}\` is not known in ${cx.file.opened.fileName}`);
}

function nameInMain(cx: Lowering, symbol: ts.Symbol): string | undefined {
  const { ts } = cx;
  for (const statement of cx.file.opened.sourceFile.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    for (const { name } of bindings.elements) if (cx.oracle.symbolAt(name) === symbol) return name.text;
  }
  return undefined;
}

function note(cx: Lowering, symbol: ts.Symbol, text: string, literal: ts.Expression | undefined): void {
  const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
  if (!declaration || cx.oracle.isLibrary(declaration)) return;
  const name = /^[\w$]+/.exec(text)?.[0] ?? text;
  const sourceFile = declaration.getSourceFile();
  const isHere = sourceFile === cx.file.opened.sourceFile;
  const reference: ModuleReference = {
    name,
    fileName: cx.file.nameOf(sourceFile),
    kind: !isHere ? "import" : kindOf(cx, declaration),
    exported: isHere && cx.file.isExported(symbol, sourceFile),
    literal: literal && knownValue(cx.oracle, literal) !== undefined ? literal.getText() : undefined,
  };
  let references = cx.file.referencesOf.get(cx.entry.id);
  if (!references) cx.file.referencesOf.set(cx.entry.id, (references = new Map()));
  references.set(name, reference);
}

function kindOf(cx: Lowering, declaration: ts.Declaration): ModuleReference["kind"] {
  const { ts } = cx;
  if (isAmbient(cx.oracle, declaration) || hasModifier(declaration, ts.SyntaxKind.DeclareKeyword)) return "ambient";
  if (ts.isFunctionDeclaration(declaration)) return "function";
  if (ts.isClassDeclaration(declaration)) return "class";
  if (ts.isEnumDeclaration(declaration)) return "enum";
  return (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0 ? "const" : "let";
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
  const name = symbol && cx.file.typeLowering.nameOf(symbol);
  if (!symbol || name === undefined || ts.isPrivateIdentifier(node.name)) {
    return cx.refuse("AD2034", node, `\`${node.getText()}\` is not known in ${cx.file.opened.fileName}`);
  }
  note(cx, symbol, name, undefined);
  const isHidden = ts.getCombinedModifierFlags(field) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected);
  const member = isHidden ? `[${JSON.stringify(node.name.text)}]` : `.${node.name.text}`;
  return cx.opaque([name + member], node, { type, effect: isFixed ? "pure" : "reads" });
}

/** Notes a name of the module in text that is passed through. */
export function noteName(cx: Lowering, symbol: ts.Symbol, text: string): void {
  note(cx, symbol, text, undefined);
}
