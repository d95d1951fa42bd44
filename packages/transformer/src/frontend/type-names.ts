/** Under which names the types of a program can be written at module level of the main file. */
import type ts from "typescript";
import { requiredBy } from "./common-js.ts";
import type { Oracle } from "./oracle.ts";

export class TypeNames {
  readonly #oracle: Oracle;
  readonly #file: ts.SourceFile;
  readonly #typeOnly = new Set<ts.Symbol>();
  readonly #localNameOf = new Map<ts.Symbol, string>();

  readonly #elsewhere: (symbol: ts.Symbol) => string | undefined;

  /** `elsewhere`: the name of a type that the main file has none for. */
  constructor(oracle: Oracle, file: ts.SourceFile, elsewhere: (symbol: ts.Symbol) => string | undefined) {
    this.#oracle = oracle;
    this.#file = file;
    this.#elsewhere = elsewhere;
    const { ts } = oracle;
    const add = (name: ts.Node | undefined, isTypeOnly = false): void => {
      const symbol = name && ts.isIdentifier(name) ? oracle.symbolAt(name) : undefined;
      if (!symbol || !name || !ts.isIdentifier(name)) return;
      this.#localNameOf.set(symbol, name.text);
      if (isTypeOnly) this.#typeOnly.add(symbol);
    };
    for (const statement of file.statements) {
      if (ts.isImportDeclaration(statement)) {
        const clause = statement.importClause;
        const isTypeOnly = clause?.isTypeOnly ?? false;
        add(clause?.name, isTypeOnly);
        const bindings = clause?.namedBindings;
        if (bindings && ts.isNamespaceImport(bindings)) this.#addMembers(bindings.name, isTypeOnly);
        if (bindings && ts.isNamedImports(bindings)) {
          bindings.elements.forEach((element) => add(element.name, isTypeOnly || element.isTypeOnly));
        }
      } else if (ts.isVariableStatement(statement)) {
        for (const { name, initializer } of statement.declarationList.declarations) {
          if (!initializer || !requiredBy(ts, initializer)) continue;
          if (ts.isIdentifier(name)) this.#addMembers(name, false);
          else for (const element of name.elements) if (ts.isBindingElement(element)) add(element.name);
        }
      } else if (
        ts.isInterfaceDeclaration(statement) ||
        ts.isTypeAliasDeclaration(statement) ||
        ts.isEnumDeclaration(statement) ||
        ts.isClassDeclaration(statement)
      ) {
        add(statement.name);
      }
    }
  }

  /** What a namespace import reaches: `geometry.Vec3`. */
  #addMembers(name: ts.Identifier, isTypeOnly: boolean): void {
    const module = this.#oracle.symbolAt(name);
    for (const exported of module ? this.#oracle.exportsOfModule(module) : []) {
      const symbol = this.#oracle.aliased(exported);
      if (this.#localNameOf.has(symbol)) continue;
      this.#localNameOf.set(symbol, `${name.text}.${exported.name}`);
      if (isTypeOnly) this.#typeOnly.add(symbol);
    }
  }

  /** The name that code of the main file has for a class. */
  valueNameOf(symbol: ts.Symbol): string | undefined {
    return this.#typeOnly.has(symbol) ? undefined : this.#localNameOf.get(symbol);
  }

  /** How the main file writes a type that the user gave a name, or undefined where it has none that reaches there. */
  textOf(type: ts.Type): string | undefined {
    const { ts } = this.#oracle;
    if (type.aliasSymbol) {
      const name = this.nameOf(type.aliasSymbol);
      if (name !== undefined) return name + this.#arguments(type.aliasTypeArguments);
    }
    const symbol = type.getSymbol();
    if (!symbol || !(symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.Class | ts.SymbolFlags.Enum)))
      return undefined;
    const name = this.nameOf(symbol);
    if (name === undefined) return undefined;
    const isReference = (type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference;
    return name + this.#arguments(isReference ? this.#oracle.typeArgumentsOf(type) : undefined);
  }

  /** The name of a type, without what its type parameters are. */
  nameOf(symbol: ts.Symbol): string | undefined {
    const known = this.#localNameOf.get(symbol) ?? (this.#oracle.isLibrarySymbol(symbol) ? symbol.name : undefined);
    return known ?? this.#elsewhere(symbol);
  }

  #arguments(types: readonly ts.Type[] | undefined): string {
    if (!types || types.length === 0) return "";
    return `<${types.map((type) => this.textOf(type) ?? this.#oracle.textOf(type, this.#file)).join(", ")}>`;
  }
}
