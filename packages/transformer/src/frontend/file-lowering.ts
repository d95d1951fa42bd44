/** What the lowering of all functions of one file shares: types, the functions met, findings and the order of work. */
import type ts from "typescript";
import { diagnostic } from "../diagnostics/catalogue.ts";
import type { Code } from "../diagnostics/catalogue.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { DerivedFunction } from "../ir/derived.ts";
import { functionId } from "../ir/ir.ts";
import type { FunctionId, IrFunction, Label, Origin } from "../ir/ir.ts";
import type { Type } from "../ir/types.ts";
import { assignableIn } from "../ir/assignable.ts";
import type { Assignable } from "../ir/assignable.ts";
import { voidType } from "../ir/types.ts";
import { findAssigned } from "./assigned.ts";
import type { AssignedIn } from "./assigned.ts";
import { Captures } from "./captures.ts";
import { Classes, isStatic } from "./classes.ts";
import type { ClassNode, FieldNode } from "./classes.ts";
import { Closures } from "./closures.ts";
import { exportNames } from "./export-names.ts";
import { FollowedFunctions } from "./followed-functions.ts";
import { nameOfFunction, plainParameter, withOwnNames } from "./function-entry.ts";
import type { FunctionEntry, LoweredParameter } from "./function-entry.ts";
import { Inspections } from "./inspection.ts";
import { isJavaScript } from "./javascript.ts";
import type { TypeScript } from "./library.ts";
import { cellType } from "./cell.ts";
import type { Substitution } from "./type-memory.ts";
import { TypeLowering } from "./lower-type.ts";
import { isUntyped, optionalOf, withoutLiterals } from "./type-predicates.ts";
import type { Opened } from "./open.ts";
import { Oracle } from "./oracle.ts";
import { OutsideNames } from "./outside-names.ts";
import type { Place } from "./outside-names.ts";
import { originOf, spanOf, spanOfNode } from "./span.ts";
import type { FunctionFamilies } from "./function-families.ts";
import type { Specialisation } from "./function-value.ts";
import { functionBehind } from "./static-target.ts";
import type { EntryNode, FunctionNode } from "./syntax.ts";
import { TypeNames } from "./type-names.ts";
import { hasModifier, outermost } from "./syntax.ts";

/** Functions that calls find in memory by what was put there. */
export interface KeptFunctions {
  readonly owner: FunctionId;
  /** That of the memory. */
  readonly type: Type;
  readonly names: readonly string[];
  /** Where one of them was named. */
  readonly node: ts.Node;
}

/** The bound of a counted loop, which the loop itself computes once and the user's before every round. */
export interface HeldBound {
  readonly node: ts.Node;
  readonly owner: FunctionId;
  readonly label: Label;
  /** The numbers of the values that were made for it: from `first` on, up to `end`. */
  readonly first: number;
  readonly end: number;
}

/** What attempts before this one have found out. */
export interface Attempt {
  /** Loops whose bounds move. */
  readonly uncounted: ReadonlySet<ts.Node>;
  /** The signatures whose functions are followed as data. */
  readonly followed: ReadonlySet<string>;
  /** Which functions reach each other, by the outermost functions. */
  readonly groupOf: ReadonlyMap<ts.Node, number>;
}

export class FileLowering {
  readonly opened: Opened;
  readonly ts: TypeScript;
  readonly oracle: Oracle;
  readonly typeLowering: TypeLowering;
  readonly outside: OutsideNames;
  readonly captures: Captures;
  readonly closures: Closures;
  readonly inspections: Inspections;
  readonly fits: Assignable;
  readonly diagnostics: Diagnostic[] = [];
  /** Functions with an error of their own. */
  readonly broken: Set<FunctionId> = new Set();
  readonly calleesOf: Map<FunctionId, Set<FunctionId>> = new Map();
  readonly classes: Classes;
  readonly entries: Map<FunctionId, FunctionEntry> = new Map();
  /** Constructors are lowered where they are first needed; one that is not finished is undefined. */
  readonly constructors: Map<FunctionId, IrFunction | undefined> = new Map();
  readonly queue: FunctionEntry[] = [];
  /** The functions whose bodies stand in those of their callers, and in whose. */
  readonly expandedIn: Map<FunctionNode, Set<FunctionId>> = new Map();
  /** What operators make of functions, by what calls name it. */
  readonly derived: Map<FunctionId, DerivedFunction> = new Map();
  /** Where functions call them. */
  readonly derivedCalls: { readonly node: ts.Node; readonly of: FunctionId; readonly caller: FunctionId }[] = [];
  readonly marked: Set<EntryNode> = new Set();
  readonly keptFunctions: KeptFunctions[] = [];
  readonly followed: FollowedFunctions;
  /** Bounds of loops that were taken for steady, for what the loops do. */
  readonly heldBounds: HeldBound[] = [];
  /** Loops whose bounds turned out to move: they are lowered as general ones. */
  readonly uncounted: ReadonlySet<ts.Node>;
  readonly groupOf: ReadonlyMap<ts.Node, number>;
  readonly #foundTypeOf = new Map<Substitution | undefined, Map<ts.Symbol, Type>>();
  readonly #variableTypeOf = new Map<Substitution | undefined, Map<ts.Symbol, Type>>();
  /** Of variables that only the lowering has. */
  readonly #ownTypeOf = new Map<Substitution | undefined, Map<ts.Symbol, Type>>();
  readonly #assignedAround = new Map<ts.Node, AssignedIn>();
  readonly #entryOf = new Map<EntryNode, Map<ClassNode | undefined, Map<Substitution | undefined, FunctionEntry>>>();
  readonly #mathOf = new Map<string, FunctionEntry>();
  readonly #hostOf = new Map<ts.Symbol, FunctionEntry>();
  readonly #specialOf = new Map<string, FunctionEntry>();
  readonly #ids = new Set<string>();
  readonly #seen = new Set<string>();
  readonly #exports = new Map<ts.SourceFile, ReadonlySet<ts.Symbol>>();

  constructor(opened: Opened, place: Place, { uncounted, followed, groupOf }: Attempt) {
    this.opened = opened;
    this.groupOf = groupOf;
    this.uncounted = uncounted;
    this.ts = opened.ts;
    this.oracle = new Oracle(opened);
    const names = new TypeNames(this.oracle, opened.sourceFile, (symbol) => this.outside.typeNameOf(symbol));
    this.outside = new OutsideNames(opened, this.oracle, names, place);
    this.classes = new Classes(this.oracle);
    this.typeLowering = new TypeLowering(this.oracle, this.classes, { file: opened.sourceFile, names, followed });
    this.captures = new Captures(this.oracle, this.classes, (symbol) => functionBehind(this.oracle, symbol));
    this.followed = new FollowedFunctions(this);
    this.closures = new Closures(this.oracle, this.captures);
    this.inspections = new Inspections(this.oracle);
    this.fits = assignableIn(this.typeLowering.types);
  }

  /** An error at a node, of the function `owner` if it is of one; the same one is given once. */
  refuse(code: Code, node: ts.Node, message: string, owner: FunctionId | undefined): void {
    const sourceFile = node.getSourceFile();
    const span = spanOfNode(node, sourceFile);
    if (owner) this.broken.add(owner);
    this.followed.noteRefused(code, node);
    const key = `${code} ${sourceFile.fileName} ${span.start} ${span.length}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.diagnostics.push(diagnostic(code, "error", message, { fileName: this.nameOf(sourceFile), span }));
  }

  get families(): FunctionFamilies {
    return this.typeLowering.families;
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

  /** Whether what is generated is JavaScript. */
  get isScript(): boolean {
    return isJavaScript(this.opened.fileName);
  }

  placeOf(node: ts.Node): { readonly fileName: string; readonly origin: Origin } {
    const sourceFile = node.getSourceFile();
    return { fileName: this.nameOf(sourceFile), origin: originOf(node, sourceFile) };
  }

  lowerType(type: ts.Type): Type {
    return this.typeLowering.lower(type);
  }

  typeAt(node: ts.Node): Type {
    return this.lowerType(this.oracle.typeAt(node));
  }

  /** What a variable can hold, whatever flow says at a place. */
  variableType(symbol: ts.Symbol): Type {
    const own = this.#ownTypeOf.get(this.typeLowering.current)?.get(symbol);
    if (own) return own;
    const types = mapAt(this.#variableTypeOf, this.typeLowering.current);
    let type = types.get(symbol);
    if (!type) {
      const receiver = symbol.flags === 0 ? this.#receiverType(symbol) : undefined;
      const declared = receiver ?? withoutLiterals(this.lowerType(this.oracle.typeOfSymbol(symbol)));
      type = isUntyped(declared) ? (this.foundTypeOf.get(symbol) ?? declared) : declared;
      if (!isUntyped(type)) types.set(symbol, type);
    }
    return type;
  }

  /** The types of variables whose declaration says nothing: found where they are initialised. */
  get foundTypeOf(): Map<ts.Symbol, Type> {
    return mapAt(this.#foundTypeOf, this.typeLowering.current);
  }

  /** What `this` is in a member: an instance of the class, or the object literal. */
  #receiverType({ valueDeclaration }: ts.Symbol): Type | undefined {
    const owner = valueDeclaration?.parent;
    if (!owner) return undefined;
    if (this.ts.isClassLike(owner)) return this.instanceType(owner);
    return this.ts.isObjectLiteralExpression(owner) ? this.typeAt(owner) : undefined;
  }

  /** What each part of a function, and of those around it, assigns. */
  assignedAround(node: EntryNode): AssignedIn {
    const root = outermost(this.ts, node);
    let assignedIn = this.#assignedAround.get(root);
    if (!assignedIn) {
      const fieldAt = (place: ts.PropertyAccessExpression): ts.Symbol | undefined => {
        const field = this.classes.fieldAt(place);
        return field && this.fieldVariable(field);
      };
      const isConstructor = this.ts.isConstructorDeclaration(root);
      assignedIn = findAssigned(root, this.oracle, this.closures, isConstructor ? fieldAt : undefined);
      this.#assignedAround.set(root, assignedIn);
    }
    return assignedIn;
  }

  /** The entry of a function, made and queued where it is new; `exact`: for a receiver of exactly that class. */
  entryOf(node: EntryNode, caller?: FunctionId, exact?: ClassNode, substitution?: Substitution): FunctionEntry {
    const variants = mapAt(mapAt(this.#entryOf, node), exact);
    let entry = variants.get(substitution);
    if (!entry) {
      entry = this.#inGroup(node, () => this.typeLowering.under(substitution, () => this.#enter(node, exact, false)));
      variants.set(substitution, entry);
      this.entries.set(entry.id, entry);
      if (!entry.constructs) this.queue.push(entry);
    }
    if (caller) this.noteCall(caller, entry.id);
    return entry;
  }

  /** The entry of a function that is called with functions, or is generic. */
  specialEntryOf(
    { node, exact }: { readonly node: EntryNode; readonly exact?: ClassNode | undefined },
    caller: FunctionId,
    { key, given, substitution, parameters, result }: Specialisation,
  ): FunctionEntry {
    let entry = this.#specialOf.get(key);
    if (!entry) {
      const enter = (): FunctionEntry => this.typeLowering.under(substitution, () => this.#enter(node, exact, true));
      const general = this.#inGroup(node, enter);
      const special = { given, declared: general.parameters };
      const own = withOwnNames(parameters.map(plainParameter));
      entry = { ...general, parameters: own, result: result ?? general.result, special };
      this.#specialOf.set(key, entry);
      this.entries.set(entry.id, entry);
      this.queue.push(entry);
    }
    this.noteCall(caller, entry.id);
    return entry;
  }

  /** A function that is met for the first time is of the group that it is met in. */
  #inGroup<T>(node: EntryNode, inside: () => T): T {
    return this.typeLowering.within(this.groupOf.get(outermost(this.ts, node)) ?? this.typeLowering.scope, inside);
  }

  /** The entry of a function without a body that a rule is of: its calls are calls of host code. */
  enterHost(symbol: ts.Symbol): void {
    const declaration = symbol.valueDeclaration;
    const host = this.outside.nameOf(symbol);
    const signature = declaration && this.oracle.callSignaturesOf(this.oracle.typeOfSymbol(symbol))[0]?.declaration;
    if (this.#hostOf.has(symbol) || !signature || host === undefined) return;
    const node = signature as FunctionNode;
    const entry = { ...this.#enter(node, undefined, false), host };
    this.#hostOf.set(symbol, entry);
    this.#entryOf.set(node, new Map([[undefined, new Map([[undefined, entry]])]]));
    this.entries.set(entry.id, entry);
    this.queue.push(entry);
  }

  /** The entry of a function of `Math`, for an operator that is applied to it; undefined where it takes any number of arguments. */
  mathEntry(name: string, node: ts.Expression): FunctionEntry | undefined {
    const [signature] = this.oracle.callSignaturesOf(this.oracle.typeAt(node));
    const declaration = signature?.declaration;
    const isPlain = declaration?.parameters.every((one) => this.ts.isParameter(one) && !one.dotDotDotToken) === true;
    if (!declaration || !isPlain) return undefined;
    const known = this.#mathOf.get(name);
    if (known) return known;
    const { fileName, origin } = this.placeOf(node);
    const general = this.#enter(declaration as FunctionNode, undefined, false);
    const place = { fileName, origin, sourceFile: node.getSourceFile() };
    const entry: FunctionEntry = { ...general, ...place, host: `Math.${name}`, math: name };
    this.#mathOf.set(name, entry);
    this.entries.set(entry.id, entry);
    this.queue.push(entry);
    return entry;
  }

  hostOf(symbol: ts.Symbol): FunctionEntry | undefined {
    return this.#hostOf.get(symbol);
  }

  /** Whether something calls a function, or it is marked. */
  isEntered(node: EntryNode): boolean {
    return this.#entryOf.has(node);
  }

  /** All entries of a function, but those for certain calls. */
  entriesOf(node: EntryNode): readonly FunctionEntry[] {
    return [...(this.#entryOf.get(node)?.values() ?? [])].flatMap((variants) => [...variants.values()]);
  }

  noteCall(caller: FunctionId, callee: FunctionId): void {
    const callees = this.calleesOf.get(caller);
    if (callees) callees.add(callee);
    else this.calleesOf.set(caller, new Set([callee]));
  }

  /** The entry of the constructor that a class has. */
  constructorOf(node: ClassNode, caller: FunctionId, substitution: Substitution | undefined): FunctionEntry {
    const own = node.members.find(
      (member): member is ts.ConstructorDeclaration =>
        this.ts.isConstructorDeclaration(member) && member.body !== undefined,
    );
    return this.entryOf(own ?? node, caller, undefined, substitution);
  }

  /** The type of the instances of a class, and of none that extends it. */
  instanceType(node: ClassNode): Type {
    return this.typeLowering.lowerExact(this.oracle.instanceTypeOf(node));
  }

  isExported(symbol: ts.Symbol, file: ts.SourceFile): boolean {
    let exported = this.#exports.get(file);
    if (!exported) {
      exported = new Set(exportNames(this.oracle, file).keys());
      this.#exports.set(file, exported);
    }
    return exported.has(symbol);
  }

  #enter(node: EntryNode, exact: ClassNode | undefined, isSpecial: boolean): FunctionEntry {
    const { ts } = this;
    const sourceFile = node.getSourceFile();
    const name = nameOfFunction(ts, node, exact);
    const id = this.newId(name);
    const constructs = ts.isConstructorDeclaration(node) ? node.parent : ts.isClassLike(node) ? node : undefined;
    const written = ts.isClassLike(node) ? undefined : node;
    if (written) this.#refuseKinds(written, id, isSpecial);
    const captures = this.captures.of(node);
    const receiver = written && this.receiverOf(written, exact);
    const given = this.asSeenBy(node, () => this.parametersOf(node));
    const resultOf = (): Type => (constructs ? this.instanceType(constructs) : this.resultOf(node));
    const parameters: LoweredParameter[] = [...(receiver ? [receiver] : []), ...given];
    for (const symbol of captures) {
      const own = this.variableType(symbol);
      const isOther = this.marked.has(node) && this.families.isIn(own);
      const held = isOther ? this.asSeenBy(node, () => this.lowerType(this.oracle.typeOfSymbol(symbol))) : own;
      const type = this.closures.isBoxed(symbol) ? cellType(held) : held;
      parameters.push({ node: undefined, symbol, name: symbol.name, type, optional: false, rest: false });
    }
    return {
      id,
      name,
      node,
      body: written?.body ?? ts.factory.createBlock([]),
      sourceFile,
      fileName: this.nameOf(sourceFile),
      origin: originOf(node, sourceFile),
      parameters: withOwnNames(parameters),
      captures,
      hasReceiver: receiver !== undefined,
      exact,
      constructs,
      substitution: this.typeLowering.current,
      scope: this.typeLowering.scope,
      result: this.asSeenBy(node, resultOf),
    };
  }

  /** Types of what a function takes and gives. Who calls a marked one passes and gets functions, not the records that stand for them. */
  asSeenBy<T>(node: ts.Node, inside: () => T): T {
    return this.marked.has(node as EntryNode) ? this.typeLowering.outside(inside) : inside();
  }

  /** The parameters as written; a class without a constructor takes what its base class takes. */
  parametersOf(node: EntryNode): readonly LoweredParameter[] {
    return this.#writtenParameters(node)
      .filter((parameter) => !isThis(this.ts, parameter))
      .map((parameter, i) => this.#parameter(parameter, i));
  }

  #writtenParameters(node: EntryNode): readonly ts.ParameterDeclaration[] {
    if (!this.ts.isClassLike(node)) return node.parameters;
    const base = this.classes.baseOf(node);
    if (typeof base !== "object") return [];
    const own = base.members.find((member): member is ts.ConstructorDeclaration =>
      this.ts.isConstructorDeclaration(member),
    );
    return this.#writtenParameters(own ?? base);
  }

  resultOf(node: EntryNode): Type {
    const isNothing = this.ts.isClassLike(node) || this.ts.isSetAccessor(node);
    const returnType = isNothing ? undefined : this.oracle.returnTypeOf(node);
    const result = returnType ? withoutLiterals(this.lowerType(returnType)) : voidType;
    // A function that never returns has nothing to give.
    return result.kind === "opaque" && result.text === "never" ? voidType : result;
  }

  /** `self`: of a member of a class, and of a function that declares `this`. */
  receiverOf(node: Exclude<EntryNode, ClassNode>, exact: ClassNode | undefined): LoweredParameter | undefined {
    return this.asSeenBy(node, () => this.#receiver(node, exact));
  }

  #receiver(node: Exclude<EntryNode, ClassNode>, exact: ClassNode | undefined): LoweredParameter | undefined {
    const { ts } = this;
    const symbol = this.classes.receiverOf(node);
    const declared = node.parameters.find((parameter) => isThis(ts, parameter));
    const isMember = (ts.isMethodDeclaration(node) || ts.isAccessor(node)) && ts.isClassLike(node.parent);
    const type = declared?.type
      ? this.lowerType(this.oracle.typeOfTypeNode(declared.type))
      : isMember && !isStatic(ts, node)
        ? exact || !this.classes.isDispatching(node)
          ? this.instanceType(exact ?? node.parent)
          : this.lowerType(this.oracle.instanceTypeOf(node.parent))
        : undefined;
    if (!type) return undefined;
    mapAt(this.#ownTypeOf, this.typeLowering.current).set(symbol, type);
    return { node: undefined, symbol, name: "self", type, optional: false, rest: false };
  }

  /** What stands for a field while the constructor runs. */
  fieldVariable(field: FieldNode): ts.Symbol {
    const symbol = this.classes.fieldSymbol(field);
    const types = mapAt(this.#ownTypeOf, this.typeLowering.current);
    if (!types.has(symbol)) {
      const type = this.lowerType(this.oracle.typeAt(field));
      types.set(symbol, withoutLiterals(field.questionToken ? optionalOf(type) : type));
    }
    return symbol;
  }

  #parameter(node: ts.ParameterDeclaration, i: number): LoweredParameter {
    const { ts } = this;
    const isName = ts.isIdentifier(node.name);
    const symbol = isName ? this.oracle.parameterAt(node) : undefined;
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

  #refuseKinds(node: Exclude<EntryNode, ClassNode>, id: FunctionId, isSpecial: boolean): void {
    const { ts } = this;
    for (const parameter of isJavaScript(node.getSourceFile().fileName) ? node.parameters : []) {
      const type = this.lowerType(this.oracle.typeAt(parameter));
      if (!ts.isIdentifier(parameter.name) || type.kind !== "opaque" || type.text !== "any") continue;
      const name = parameter.name.text;
      const message = `what \`${name}\` is does not follow from its use: write \`@param {number} ${name}\` or another type`;
      this.refuse("AD2015", parameter, message, id);
    }
    if (hasModifier(node, ts.SyntaxKind.AsyncKeyword)) {
      this.refuse("AD2019", node.name ?? node, "an `async` function cannot be differentiated", id);
    }
    if (node.asteriskToken) this.refuse("AD2020", node.asteriskToken, "a generator cannot be differentiated", id);
    const isMarked = this.marked.has(node);
    const isJs = isJavaScript(node.getSourceFile().fileName);
    const [first] = isSpecial || (isMarked && !isJs) ? [] : this.oracle.overloadsOf(node);
    if (first) {
      this.refuse("AD2010", first.name ?? first, `\`${node.name?.getText() ?? ""}\` has overloads`, id);
    }
  }

  newId(name: string): FunctionId {
    let id = name;
    for (let i = 2; this.#ids.has(id); i++) id = `${name}_${i}`;
    this.#ids.add(id);
    return functionId(id);
  }
}

function mapAt<K, L, V>(maps: Map<K, Map<L, V>>, key: K): Map<L, V> {
  let map = maps.get(key);
  if (!map) maps.set(key, (map = new Map()));
  return map;
}

function isThis(ts: TypeScript, parameter: ts.ParameterDeclaration): boolean {
  return ts.isIdentifier(parameter.name) && parameter.name.text === "this";
}
