/** What the lowering of all functions of one file shares: types, the functions met, findings and the order of work. */
import type ts from "typescript";
import { diagnostic } from "../diagnostics/catalogue.ts";
import type { Code } from "../diagnostics/catalogue.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { functionId } from "../ir/ir.ts";
import type { FunctionId, Origin } from "../ir/ir.ts";
import type { Type } from "../ir/types.ts";
import { assignableIn } from "../ir/assignable.ts";
import type { Assignable } from "../ir/assignable.ts";
import { voidType } from "../ir/types.ts";
import { findAssigned } from "./assigned.ts";
import type { AssignedIn } from "./assigned.ts";
import { Captures } from "./captures.ts";
import { Closures } from "./closures.ts";
import type { TypeScript } from "./library.ts";
import { cellType } from "./cell.ts";
import { isUntyped, optionalOf, TypeLowering, withoutLiterals } from "./lower-type.ts";
import type { Opened } from "./open.ts";
import { Oracle } from "./oracle.ts";
import { originOf, spanOf, spanOfNode } from "./span.ts";
import { functionBehind } from "./static-target.ts";
import type { FunctionNode } from "./syntax.ts";
import { enclosingFunction, hasModifier } from "./syntax.ts";

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
  readonly node: FunctionNode;
  readonly body: ts.ConciseBody;
  readonly sourceFile: ts.SourceFile;
  readonly fileName: string;
  readonly origin: Origin;
  /** Those written, then the captured variables. */
  readonly parameters: readonly LoweredParameter[];
  readonly captures: readonly ts.Symbol[];
  readonly result: Type;
}

/** Something at module level that a function names: what a file of its own has to import or copy. */
export interface ModuleReference {
  readonly name: string;
  /** Where it is declared. */
  readonly fileName: string;
  readonly kind: "const" | "let" | "function" | "class" | "enum" | "import" | "ambient";
  readonly exported: boolean;
  /** The text of its initialiser, where that is a literal. */
  readonly literal: string | undefined;
}

export class FileLowering {
  readonly opened: Opened;
  readonly ts: TypeScript;
  readonly oracle: Oracle;
  readonly typeLowering: TypeLowering;
  readonly captures: Captures;
  readonly closures: Closures;
  readonly fits: Assignable;
  readonly diagnostics: Diagnostic[] = [];
  /** Functions with an error of their own. */
  readonly broken: Set<FunctionId> = new Set();
  readonly calleesOf: Map<FunctionId, Set<FunctionId>> = new Map();
  readonly entries: Map<FunctionNode, FunctionEntry> = new Map();
  readonly queue: FunctionEntry[] = [];
  /** The functions whose bodies stand in those of their callers, and in whose. */
  readonly expandedIn: Map<FunctionNode, Set<FunctionId>> = new Map();
  readonly referencesOf: Map<FunctionId, Map<string, ModuleReference>> = new Map();
  /** The types of variables whose declaration says nothing: found where they are initialised. */
  readonly foundTypeOf: Map<ts.Symbol, Type> = new Map();
  readonly #variableTypeOf = new Map<ts.Symbol, Type>();
  readonly #assignedAround = new Map<ts.Node, AssignedIn>();
  readonly #ids = new Set<string>();
  readonly #seen = new Set<string>();
  readonly #exports = new Map<ts.SourceFile, ReadonlySet<ts.Symbol>>();

  constructor(opened: Opened) {
    this.opened = opened;
    this.ts = opened.ts;
    this.oracle = new Oracle(opened);
    this.typeLowering = new TypeLowering(this.oracle, opened.sourceFile);
    this.captures = new Captures(this.oracle, (symbol) => functionBehind(this.oracle, symbol));
    this.closures = new Closures(this.oracle, this.captures);
    this.fits = assignableIn(this.typeLowering.types);
  }

  /** An error at a node, of the function `owner` if it is of one; the same one is given once. */
  refuse(code: Code, node: ts.Node, message: string, owner: FunctionId | undefined): void {
    const sourceFile = node.getSourceFile();
    const span = spanOfNode(node, sourceFile);
    if (owner) this.broken.add(owner);
    const key = `${code} ${sourceFile.fileName} ${span.start} ${span.length}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.diagnostics.push(diagnostic(code, "error", message, { fileName: this.nameOf(sourceFile), span }));
  }

  /** The same at a place that is known by its origin. */
  refuseAt(code: Code, entry: FunctionEntry, { start, length }: Origin, message: string): void {
    this.broken.add(entry.id);
    const key = `${code} ${entry.sourceFile.fileName} ${start} ${length}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const span = spanOf(entry.sourceFile, start, length);
    this.diagnostics.push(diagnostic(code, "error", message, { fileName: entry.fileName, span }));
  }

  /** The name of a file as the host gave it. */
  nameOf(sourceFile: ts.SourceFile): string {
    return sourceFile === this.opened.sourceFile ? this.opened.fileName : sourceFile.fileName;
  }

  lowerType(type: ts.Type): Type {
    return this.typeLowering.lower(type);
  }

  typeAt(node: ts.Node): Type {
    return this.lowerType(this.oracle.typeAt(node));
  }

  /** What a variable can hold, whatever flow says at a place. */
  variableType(symbol: ts.Symbol): Type {
    let type = this.#variableTypeOf.get(symbol);
    if (!type) {
      const declared = withoutLiterals(this.lowerType(this.oracle.typeOfSymbol(symbol)));
      type = isUntyped(declared) ? (this.foundTypeOf.get(symbol) ?? declared) : declared;
      if (!isUntyped(type)) this.#variableTypeOf.set(symbol, type);
    }
    return type;
  }

  /** What each part of a function, and of those around it, assigns. */
  assignedAround(node: FunctionNode): AssignedIn {
    let root: ts.Node = node;
    for (let at = enclosingFunction(this.ts, node); at; at = enclosingFunction(this.ts, at)) root = at;
    let assignedIn = this.#assignedAround.get(root);
    if (!assignedIn) {
      assignedIn = findAssigned(root, this.oracle, this.closures);
      this.#assignedAround.set(root, assignedIn);
    }
    return assignedIn;
  }

  /** The entry of a function, made and queued where it is new. */
  entryOf(node: FunctionNode, caller?: FunctionId): FunctionEntry {
    let entry = this.entries.get(node);
    if (!entry) {
      entry = this.#enter(node);
      this.entries.set(node, entry);
      this.queue.push(entry);
    }
    if (caller) {
      const callees = this.calleesOf.get(caller);
      if (callees) callees.add(entry.id);
      else this.calleesOf.set(caller, new Set([entry.id]));
    }
    return entry;
  }

  isExported(symbol: ts.Symbol, file: ts.SourceFile): boolean {
    let exported = this.#exports.get(file);
    if (!exported) {
      exported = new Set(this.oracle.exportsOf(file).map((found) => this.oracle.aliased(found)));
      this.#exports.set(file, exported);
    }
    return exported.has(symbol);
  }

  #enter(node: FunctionNode): FunctionEntry {
    const { ts } = this;
    const sourceFile = node.getSourceFile();
    const name = nameOfFunction(ts, node);
    const id = this.#newId(name);
    this.#refuseKinds(node, id);
    const captures = this.captures.of(node);
    const parameters: LoweredParameter[] = [...this.parametersOf(node)];
    for (const symbol of captures) {
      const held = this.variableType(symbol);
      const type = this.closures.isBoxed(symbol) ? cellType(held) : held;
      parameters.push({ node: undefined, symbol, name: symbol.name, type, optional: false, rest: false });
    }
    return {
      id,
      name,
      node,
      body: node.body ?? ts.factory.createBlock([]),
      sourceFile,
      fileName: this.nameOf(sourceFile),
      origin: originOf(node, sourceFile),
      parameters,
      captures,
      result: this.resultOf(node),
    };
  }

  /** The parameters as written. */
  parametersOf(node: FunctionNode): readonly LoweredParameter[] {
    return node.parameters
      .filter((parameter) => !isThis(this.ts, parameter))
      .map((parameter, i) => this.#parameter(parameter, i));
  }

  resultOf(node: FunctionNode): Type {
    const returnType = this.oracle.returnTypeOf(node);
    const result = returnType ? withoutLiterals(this.lowerType(returnType)) : voidType;
    // A function that never returns has nothing to give.
    return result.kind === "opaque" && result.text === "never" ? voidType : result;
  }

  #parameter(node: ts.ParameterDeclaration, i: number): LoweredParameter {
    const { ts } = this;
    const isName = ts.isIdentifier(node.name);
    const symbol = ts.isIdentifier(node.name) ? this.oracle.symbolAt(node.name) : undefined;
    const declared = node.type
      ? this.oracle.typeOfTypeNode(node.type)
      : symbol
        ? this.oracle.typeOfSymbol(symbol)
        : this.oracle.typeAt(node);
    const optional = node.initializer !== undefined || node.questionToken !== undefined;
    const type = this.lowerType(declared);
    return {
      node,
      symbol,
      name: isName ? node.name.getText() : `arg${i + 1}`,
      type: optional ? optionalOf(type) : type,
      optional,
      rest: node.dotDotDotToken !== undefined,
    };
  }

  #refuseKinds(node: FunctionNode, id: FunctionId): void {
    const { ts } = this;
    if (ts.isMethodDeclaration(node) && !ts.isObjectLiteralExpression(node.parent)) {
      this.refuse("AD2005", node.name, `\`${node.name.getText()}\` is a method of a class`, id);
    }
    const [typeParameter] = node.typeParameters ?? [];
    if (typeParameter) {
      this.refuse("AD2009", typeParameter, `\`${typeParameter.getText()}\` makes the function generic`, id);
    }
    if (hasModifier(node, ts.SyntaxKind.AsyncKeyword)) {
      this.refuse("AD2019", node.name ?? node, "an `async` function cannot be differentiated", id);
    }
    if (node.asteriskToken) this.refuse("AD2020", node.asteriskToken, "a generator cannot be differentiated", id);
    const self = node.parameters.find((parameter) => isThis(ts, parameter));
    if (self) this.refuse("AD2006", self, "`this` is not supported yet", id);
    const symbol = node.name && this.oracle.symbolAt(node.name);
    const declarations = symbol?.declarations?.filter((declaration) => ts.isFunctionLike(declaration)) ?? [];
    if (declarations.length > 1 && ts.isFunctionDeclaration(node)) {
      const first = declarations[0] as ts.FunctionDeclaration;
      this.refuse("AD2010", first.name ?? first, `\`${node.name?.text ?? ""}\` has overloads`, id);
    }
  }

  #newId(name: string): FunctionId {
    let id = name;
    for (let i = 2; this.#ids.has(id); i++) id = `${name}_${i}`;
    this.#ids.add(id);
    return functionId(id);
  }
}

function isThis(ts: TypeScript, parameter: ts.ParameterDeclaration): boolean {
  return ts.isIdentifier(parameter.name) && parameter.name.text === "this";
}

/** Its own name, or that of what it is assigned to. */
export function nameOfFunction(ts: TypeScript, node: FunctionNode): string {
  if (node.name && ts.isIdentifier(node.name)) return node.name.text;
  let at: ts.Node = node.parent;
  while (ts.isParenthesizedExpression(at) || ts.isAsExpression(at) || ts.isSatisfiesExpression(at)) at = at.parent;
  if ((ts.isVariableDeclaration(at) || ts.isPropertyAssignment(at)) && ts.isIdentifier(at.name)) return at.name.text;
  if (ts.isExportAssignment(at) || hasModifier(node, ts.SyntaxKind.DefaultKeyword)) return "default_";
  const outer = enclosingFunction(ts, node);
  return outer && outer.name && ts.isIdentifier(outer.name) ? `${outer.name.text}_inner` : "anonymous";
}
