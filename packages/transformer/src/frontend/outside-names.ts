/**
 * How generated text names what stands at the module level of any file: by the name that the main file has for it, else by an import or,
 * for an unexported constant that stays what its literal says, by a copy that the text brings along.
 */
import type ts from "typescript";
import { freshName } from "../base/fresh-name.ts";
import { isCommonJs } from "./common-js.ts";
import { moduleNames } from "./module-names.ts";
import { isFixedConstant } from "./only-read.ts";
import type { Opened } from "./open.ts";
import type { Oracle } from "./oracle.ts";
import { Ways } from "./reach.ts";
import type { TypeNames } from "./type-names.ts";

export type OutsideName =
  | { readonly kind: "import"; readonly name: string; readonly from: string; readonly exportedAs: string }
  /** `text`: the declaration. */
  | { readonly kind: "copy"; readonly name: string; readonly text: string };

/** Where the text goes: to the end of the module, or to a file of its own. */
export type Place = "append" | "sibling";

export class OutsideNames {
  /** What the text has to bring along if it uses it. */
  readonly added: OutsideName[] = [];
  readonly #opened: Opened;
  readonly #oracle: Oracle;
  readonly #types: TypeNames;
  readonly #ways: Ways;
  readonly #nameOf = new Map<ts.Symbol, string | undefined>();
  #taken: Set<string> | undefined;

  readonly #place: Place;

  constructor(opened: Opened, oracle: Oracle, types: TypeNames, place: Place) {
    this.#place = place;
    this.#opened = opened;
    this.#oracle = oracle;
    this.#types = types;
    this.#ways = new Ways(oracle, opened.sourceFile);
  }

  /** The name of a value; undefined where nothing reaches it. */
  nameOf(symbol: ts.Symbol): string | undefined {
    if (!this.#nameOf.has(symbol)) this.#nameOf.set(symbol, this.#find(symbol));
    return this.#nameOf.get(symbol);
  }

  /** The name of a type that the main file has none for. */
  typeNameOf(symbol: ts.Symbol): string | undefined {
    const isHere = symbol.declarations?.some((one) => one.getSourceFile() === this.#opened.sourceFile) ?? true;
    return isHere ? undefined : this.#imported(symbol);
  }

  /** A name, or a member behind one (`S.table[0]` is written with what stands for `S.table`), as generated text writes it. */
  textOf(node: ts.Expression): string | undefined {
    if (node.getSourceFile() === this.#opened.sourceFile && !this.#isOnlyType(node)) return node.getText();
    const { ts } = this.#oracle;
    let at = node;
    const inner: (ts.PropertyAccessExpression | ts.ElementAccessExpression)[] = [];
    while (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at)) {
      inner.unshift(at);
      at = at.expression;
    }
    let symbol = this.#oracle.symbolAt(at);
    for (const access of inner) {
      if (!symbol || !(symbol.flags & ts.SymbolFlags.ValueModule) || !ts.isPropertyAccessExpression(access)) break;
      symbol = this.#oracle.symbolAt(access.name);
      at = access;
    }
    if (!symbol) return undefined;
    const name = this.#oracle.isLibrarySymbol(symbol) ? at.getText() : this.nameOf(symbol);
    return name === undefined ? undefined : name + node.getSourceFile().text.slice(at.end, node.end);
  }

  /** `import type { Kind }`, or a member of it. */
  #isOnlyType(node: ts.Expression): boolean {
    const { ts } = this.#oracle;
    let at = node;
    while (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at)) at = at.expression;
    const declaration = ts.isIdentifier(at) ? this.#oracle.importAt(at)?.declarations?.[0] : undefined;
    return declaration !== undefined && ts.isTypeOnlyImportOrExportDeclaration(declaration);
  }

  #find(symbol: ts.Symbol): string | undefined {
    const { sourceFile } = this.#opened;
    const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
    if (!declaration) return undefined;
    if (declaration.getSourceFile() === sourceFile) return symbol.name === "default" ? undefined : nameIn(declaration);
    const known = this.#types.valueNameOf(symbol);
    if (known !== undefined) return known;
    if (isGlobal(this.#oracle, declaration)) return symbol.name;
    return this.#value(symbol, declaration);
  }

  #imported(symbol: ts.Symbol): string | undefined {
    const way = this.#ways.to(symbol);
    if (!way) return undefined;
    const known = this.added.find(
      (one) => one.kind === "import" && one.from === way.from && one.exportedAs === way.exportedAs,
    );
    if (known) return known.name;
    const name = this.#fresh(way.exportedAs === "default" ? symbol.name : way.exportedAs);
    this.added.push({ kind: "import", name, ...way });
    return name;
  }

  /** Where text stands at the end of the module, only what is hoisted (functions, imports) is there for the code before it. */
  #value(symbol: ts.Symbol, declaration: ts.Declaration): string | undefined {
    const isLast = this.#place === "append";
    const way = isLast && isCommonJs(this.#opened.sourceFile) ? this.#ways.to(symbol) : undefined;
    if (way) return `require(${JSON.stringify(way.from)}).${way.exportedAs}`;
    const imported = this.#imported(symbol);
    if (imported !== undefined) return imported;
    const { ts } = this.#oracle;
    if (!ts.isVariableDeclaration(declaration) || !isFixedConstant(this.#oracle, declaration)) return undefined;
    return isLast ? this.#literal(declaration) : this.#copy(symbol, declaration);
  }

  #literal(declaration: ts.VariableDeclaration): string {
    const { ts } = this.#oracle;
    const { initializer } = declaration;
    const text = initializer?.getText() ?? "undefined";
    const type = this.#typeText(declaration);
    if (type !== undefined) return `(${text} as ${type})`;
    return initializer && ts.isArrayLiteralExpression(initializer) ? text : `(${text})`;
  }

  #copy(symbol: ts.Symbol, declaration: ts.VariableDeclaration): string {
    const name = this.#fresh(symbol.name);
    const type = this.#typeText(declaration);
    const annotation = type === undefined ? "" : `: ${type}`;
    this.added.push({
      kind: "copy",
      name,
      text: `const ${name}${annotation} = ${declaration.initializer?.getText() ?? ""};`,
    });
    return name;
  }

  #typeText({ type }: ts.VariableDeclaration): string | undefined {
    return type && this.#oracle.textOf(this.#oracle.typeOfTypeNode(type), this.#opened.sourceFile);
  }

  #fresh(wish: string): string {
    this.#taken ??= new Set(moduleNames(this.#oracle.ts, this.#opened.sourceFile));
    return freshName(wish === "default" ? "imported" : wish, this.#taken);
  }
}

function nameIn(declaration: ts.Declaration): string | undefined {
  const { name } = declaration as ts.NamedDeclaration;
  return name && "text" in name ? name.text : undefined;
}

/** Declared for every file: by a script, or in `declare global`. */
function isGlobal({ ts }: Oracle, declaration: ts.Declaration): boolean {
  for (let at: ts.Node = declaration; at.parent; at = at.parent) {
    if (at.flags & ts.NodeFlags.GlobalAugmentation) return true;
  }
  const file = declaration.getSourceFile();
  return !ts.isExternalModule(file) && !isCommonJs(file);
}
