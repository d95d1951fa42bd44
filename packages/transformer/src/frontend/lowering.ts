/**
 * Lowering one function: the region under construction, what each variable is at this point, and where `break` goes.
 * Statements and expressions are lowered by the files of their kinds, which reach each other through `expression` and
 * `statement` here.
 */
import type ts from "typescript";
import type { Code } from "../diagnostics/catalogue.ts";
import { FunctionBuilder } from "../ir/build.ts";
import type { RegionBuilder } from "../ir/build.ts";
import { resolve } from "../ir/assignable.ts";
import { cellField, cellType } from "./cell.ts";
import { label } from "../ir/ir.ts";
import type { IrFunction, Label, OpaqueOp, Origin, Region, Terminator, ValueId } from "../ir/ir.ts";
import { fieldType, isReference, sameType, tangentOf, undefinedType, unionOf, dictionaryOf } from "../ir/types.ts";
import type { Type } from "../ir/types.ts";
import type { AssignedIn } from "./assigned.ts";
import type { ClassNode, FieldNode } from "./classes.ts";
import type { FileLowering } from "./file-lowering.ts";
import type { FunctionEntry } from "./function-entry.ts";
import type { Family } from "./function-families.ts";
import type { ClosureValue, FunctionValue } from "./function-value.ts";
import type { TypeScript } from "./library.ts";
import { hiddenClassIn, includesUndefined, isNullish, isUntyped, nonNullish } from "./type-predicates.ts";
import type { Oracle } from "./oracle.ts";
import { acceptsNullish, hasOrdinaryNumber, isEmptyYet, isNever, lossesSeenAs, mayLackFields } from "./seen-as.ts";
import { originOf } from "./span.ts";
import { firstLine } from "./syntax.ts";
import type { EntryNode, FunctionNode } from "./syntax.ts";

/** The only field of the memory that keeps a variable for a handler. */
export const keptField = "last";

/** A region under construction; once it has an end, what follows is not reached. */
export interface Frame {
  readonly region: RegionBuilder;
  end: Terminator | undefined;
}

/** What `break` and `continue` can leave. */
export interface JumpTarget {
  readonly kind: "loop" | "switch" | "block";
  /** The labels that the user gave it. */
  readonly names: readonly string[];
  readonly break: Jump;
  readonly continue?: Jump;
}

export interface Jump {
  readonly kind: "break" | "continue";
  readonly label: Label;
  /** The variables whose values it carries. */
  readonly variables: readonly ts.Symbol[];
  used?: boolean;
}

/** A `finally` around: what leaves its `try` goes through it. */
export interface Finally {
  /** How many jump targets stand around it: a jump to one of these leaves it. */
  readonly depth: number;
  readonly leave: (cx: Lowering, exit: Exit, node: ts.Node) => void;
}

/** A jump to a target, or a return (`value` is undefined in a void function). */
export type Exit =
  | { readonly kind: "jump"; readonly depth: number; readonly jump: Jump }
  | { readonly kind: "return"; readonly value: ValueId | undefined };

/** The files of the kinds of statement and expression, handed in so that they need not import each other. */
export interface Dispatch {
  readonly expression: (cx: Lowering, node: ts.Expression, expected?: Type) => ValueId;
  readonly statement: (cx: Lowering, node: ts.Statement) => void;
  readonly function: (file: FileLowering, entry: FunctionEntry) => IrFunction;
  readonly closure: (cx: Lowering, fn: ClosureValue, args: readonly ValueId[], node: ts.Node) => ValueId;
  readonly functionRecord: (cx: Lowering, value: ValueId, family: Family) => ValueId;
  readonly construction: (cx: Lowering, entry: FunctionEntry, call: ExpandedCall) => Instance | undefined;
}

/** A call of a constructor that is to stand in its place. */
export interface ExpandedCall {
  readonly cls: ClassNode;
  readonly args: readonly ValueId[];
  readonly call: ts.Node;
  /** Only the fields are asked for. */
  readonly isBase: boolean;
}

export interface Instance {
  /** Undefined for the part of a base class. */
  readonly value: ValueId | undefined;
  readonly fields: ReadonlyMap<string, ValueId>;
}

/** A constructor under way: until `this` is needed as a whole, its fields are variables. */
export interface Construction {
  readonly class: ClassNode;
  /** The constructor, or the class that has none of its own. */
  readonly node: EntryNode;
  /** The type of the instance. */
  readonly result: Type;
  /** By name, in the order in which the instance gets them. */
  readonly fields: ReadonlyMap<string, FieldNode>;
  isOpen: boolean;
}

/** The function whose body is being lowered: that of the entry, or one that is expanded where it is called. */
export interface Body {
  readonly node: EntryNode;
  readonly sourceFile: ts.SourceFile;
  readonly result: Type;
  readonly assignedIn: AssignedIn;
  readonly expansion?: Expansion;
}

export interface Expansion {
  /** The call, in the file of the entry. */
  readonly origin: Origin;
  /** What `return` does. */
  readonly leave: (value: ValueId | undefined, node: ts.Node) => void;
}

/** Text and values of an opaque op, in order. */
export type OpaquePart = string | ValueId;

export interface OpaqueOptions {
  readonly type: Type;
  readonly effect: OpaqueOp["effect"];
  /** 20 (a primary expression) where nothing is said. */
  readonly precedence?: number;
  readonly known?: unknown;
}

export class Lowering {
  readonly file: FileLowering;
  readonly entry: FunctionEntry;
  readonly ts: TypeScript;
  readonly oracle: Oracle;
  readonly fn: FunctionBuilder;
  body: Body;
  /** The value of each variable here; of one that lives in a cell, the cell. */
  readonly env: Map<ts.Symbol, ValueId> = new Map();
  readonly targets: JumpTarget[] = [];
  readonly finallies: Finally[] = [];
  /** How many of them stand around the function whose body is being lowered. */
  finallyBase = 0;
  /** Memory in which a handler finds a variable as it was when something was thrown: every assignment goes there too. */
  readonly keptIn: Map<ts.Symbol, readonly ValueId[]> = new Map();
  /** How many bodies of `try` are around. */
  trying = 0;
  /** Values that stand for something refused: nothing more is said about them. */
  readonly poison: Set<ValueId> = new Set();
  /** The functions that values stand for, and where they were named. */
  readonly functionOf: Map<ValueId, FunctionValue> = new Map();
  readonly functionNodeOf: Map<ValueId, ts.Node> = new Map();
  /** The functions that memory holds under constant names. */
  readonly membersOf: Map<ValueId, ReadonlyMap<string, ValueId>> = new Map();
  /** Instances that were made here, or are known from where they were: their class, and none that extends it. */
  readonly classOf: Map<ValueId, ClassNode> = new Map();
  /** Memory with a function in it for which no text can stand: it must not leave. */
  readonly textless: Map<ValueId, ts.Node> = new Map();
  /** The nodes of syntax that expansions have added. */
  expandedSize = 0;
  /** The functions that are being expanded, the innermost last. */
  readonly expansions: FunctionNode[] = [];
  /** Only in a constructor. */
  construction: Construction | undefined;
  /** The classes whose constructors stand here in the place of their calls. */
  readonly constructing: Set<ClassNode> = new Set();
  /** User labels that belong to the next loop. */
  pendingNames: readonly string[] = [];
  readonly #dispatch: Dispatch;
  readonly #frames: Frame[] = [];
  #labels = 0;

  constructor(file: FileLowering, entry: FunctionEntry, dispatch: Dispatch) {
    this.file = file;
    this.entry = entry;
    this.ts = file.ts;
    this.oracle = file.oracle;
    const { node, sourceFile, result } = entry;
    this.body = { node, sourceFile, result, assignedIn: file.assignedAround(node) };
    this.#dispatch = dispatch;
    const { id, name, fileName, origin } = entry;
    this.fn = new FunctionBuilder({ id, name, fileName, origin }, file.typeLowering.types);
  }

  expression(node: ts.Expression, expected?: Type): ValueId {
    return this.#dispatch.expression(this, node, expected);
  }

  statement(node: ts.Statement): void {
    this.#dispatch.statement(this, node);
  }

  /** A call of a function that is known, with one value for each parameter as written. */
  closure(fn: ClosureValue, args: readonly ValueId[], node: ts.Node): ValueId {
    return this.#dispatch.closure(this, fn, args, node);
  }

  /** A constructor in the place of its call; undefined where it cannot stand there. */
  expandConstruction(entry: FunctionEntry, call: ExpandedCall): Instance | undefined {
    return this.#dispatch.construction(this, entry, call);
  }

  /** The IR of a constructor, lowered now where it is not yet; undefined while that is under way. */
  constructorOf(entry: FunctionEntry): IrFunction | undefined {
    const { constructors } = this.file;
    if (!constructors.has(entry.id)) {
      constructors.set(entry.id, undefined);
      constructors.set(entry.id, this.#dispatch.function(this.file, entry));
    }
    return constructors.get(entry.id);
  }

  /** The variables that a node assigns and does not declare. */
  assignedIn(node: ts.Node): ReadonlySet<ts.Symbol> {
    return this.body.assignedIn(node);
  }

  /** Lowers another function's body in this one's place. */
  expanding<T>(body: Body, inside: () => T): T {
    const [outer, base] = [this.body, this.finallyBase];
    this.body = body;
    this.finallyBase = this.finallies.length;
    const result = inside();
    this.body = outer;
    this.finallyBase = base;
    return result;
  }

  // -- places, types, findings ----------------------------------------------------------------------------------------------

  /** Of code from another file it is the call that brought it here. */
  origin(node: ts.Node): Origin {
    const { sourceFile, expansion } = this.body;
    const isElsewhere = sourceFile !== this.entry.sourceFile && expansion;
    return isElsewhere ? expansion.origin : originOf(node, sourceFile);
  }

  typeOf(value: ValueId): Type {
    return this.fn.typeOf(value);
  }

  /** Reports what cannot be differentiated and goes on with a value that stands for it. */
  refuse(code: Code, node: ts.Node, message: string, type: Type = { kind: "opaque", text: "any" }): ValueId {
    this.file.refuse(code, node, message, this.entry.id);
    const value = this.at.undef(type, this.origin(node));
    this.poison.add(value);
    return value;
  }

  // -- regions --------------------------------------------------------------------------------------------------------------

  /** Where ops are appended. */
  get at(): RegionBuilder {
    return this.frame.region;
  }

  get frame(): Frame {
    return this.#frames.at(-1)!;
  }

  /** The regions under construction here, the innermost last. */
  get openRegions(): readonly RegionBuilder[] {
    return this.#frames.map(({ region }) => region);
  }

  /** Whether what comes next is not reached. */
  get isEnded(): boolean {
    return this.frame.end !== undefined;
  }

  leave(end: Terminator): void {
    this.frame.end ??= end;
  }

  /** Runs `inside` in a new region. */
  within(region: RegionBuilder, inside: () => void): Frame {
    const frame: Frame = { region, end: undefined };
    this.#frames.push(frame);
    inside();
    this.#frames.pop();
    return frame;
  }

  /** Goes back into a region that `within` made, to bring its values into shape. */
  amend<T>(frame: Frame, inside: () => T): T {
    this.#frames.push(frame);
    const result = inside();
    this.#frames.pop();
    return result;
  }

  finish(frame: Frame, values: readonly ValueId[], origin: Origin): Region {
    return frame.region.finish(frame.end ?? { kind: "yield", values, origin });
  }

  newLabel(stem: string): Label {
    this.#labels++;
    return label(this.#labels === 1 ? stem : `${stem}${this.#labels}`);
  }

  // -- values ---------------------------------------------------------------------------------------------------------------

  /** Gives a fresh value the name of the variable it is assigned to; a value that has a name keeps it. */
  name(value: ValueId, name: string): ValueId {
    if (this.fn.nameOf(value) === undefined) this.fn.rename(value, name);
    return value;
  }

  /** The value as one of a type that it must have here. */
  coerce(value: ValueId, type: Type, origin: Origin): ValueId {
    const from = this.typeOf(value);
    if (this.functionOf.has(value)) return this.kept(value, type);
    if (sameType(from, type) || isUntyped(type) || type.kind === "void") return value;
    this.#refuseFunctions(from, type, origin);
    // `xs ?? []`: what is empty and of no type of its own is made as what it stands in for.
    if (from.kind === "array" && isNever(from.element) && type.kind === "array") return this.at.array([], type, origin);
    // The same of `{}`, which is a dictionary where one is asked for.
    if (from.kind === "record" && from.fields.length === 0 && dictionaryOf(nonNullish(type), this.fn.types))
      return this.at.recordOf([], origin, nonNullish(type));
    const losesNullish = from.kind === "union" && from.members.some(isNullish) && !acceptsNullish(type);
    const isUnknown = from.kind === "opaque" && type.kind !== "opaque";
    const fits = this.file.fits(from, type) && !losesNullish && !isUnknown;
    const isBroken = this.file.broken.has(this.entry.id);
    for (const { code, message } of lossesSeenAs(from, type, { types: this.fn.types, fits, isBroken }))
      this.file.refuseAt(code, this.entry, origin, message);
    if (fits && mayLackFields(from, type, this.fn.types)) return this.#cast(value, type, origin);
    if (fits) return this.#hidesNumbers(from, type) ? this.#cast(value, nonNullish(type), origin) : value;
    return this.#cast(value, type, origin);
  }

  /** What is put where a type is expected: of a function that is followed as data there, the record that stands for it. */
  kept(value: ValueId, type: Type | undefined): ValueId {
    const family = type && this.functionOf.has(value) ? this.file.families.in(type) : undefined;
    return family ? this.#dispatch.functionRecord(this, value, family) : value;
  }

  /** No record stands for a function that comes from outside, and none goes there. */
  #refuseFunctions(from: Type, type: Type, origin: Origin): void {
    if (isEmptyYet(from) || isEmptyYet(type) || !this.file.families.mix(from, type)) return;
    this.file.refuseAt("AD2011", this.entry, origin, "functions that are made here meet those from elsewhere");
  }

  /**
   * Whether memory is of a type without any number, and seen as of one with some: `null[]` where `(number | null)[]` is meant, a
   * constant that is `as const`.
   */
  #hidesNumbers(from: Type, type: Type): boolean {
    const { types } = this.fn;
    if (!isReference(from) || tangentOf(from, types) !== undefined || tangentOf(type, types) === undefined)
      return false;
    const shape = resolve(type, types) ?? type;
    const members = shape.kind === "union" ? shape.members : [];
    return !members.some((member) => tangentOf(member, types) === undefined && this.file.fits(from, member));
  }

  /** The same value under another type, with the functions that it holds. */
  #cast(value: ValueId, type: Type, origin: Origin): ValueId {
    const cast = this.at.cast(value, type, origin, this.fn.nameOf(value));
    const members = this.membersOf.get(value);
    if (members) this.membersOf.set(cast, members);
    const node = this.textless.get(value);
    if (node) this.textless.set(cast, node);
    return cast;
  }

  /** The value under the type that the checker proved here; never an ordinary number as a discrete one. */
  narrow(value: ValueId, type: Type, origin: Origin): ValueId {
    const from = this.typeOf(value);
    if (sameType(from, type) || isUntyped(type) || (type.kind === "opaque" && type.text === "never")) return value;
    if (this.functionOf.has(value)) return value;
    this.#refuseFunctions(from, type, origin);
    if (from.kind === "number" && type.kind === "number") return value;
    if (type.kind === "number" && type.discrete && hasOrdinaryNumber(from)) {
      return this.#cast(value, { kind: "number" }, origin);
    }
    if (from.kind !== "union" && from.kind !== "named" && from.kind !== "opaque") return value;
    return this.#cast(value, type, origin);
  }

  undefined(origin: Origin, name?: string): ValueId {
    return this.at.const_(undefined, origin, name);
  }

  /** Whether a value is `undefined` or `null`. */
  isMissing(value: ValueId, origin: Origin): ValueId {
    const type = this.typeOf(value);
    const canBeNull = !(type.kind === "union" && !type.members.some((member) => member.kind === "null"));
    if (!canBeNull) return this.at.prim("eq", [value, this.undefined(origin)], origin);
    return this.at.prim("looseEq", [value, this.at.const_(null, origin)], origin);
  }

  opaque(parts: readonly OpaquePart[], node: ts.Node, options: OpaqueOptions): ValueId {
    const pieces: string[] = [""];
    const args: ValueId[] = [];
    for (const part of parts) {
      if (typeof part === "string") pieces[pieces.length - 1] += part;
      else {
        args.push(part);
        pieces.push("");
      }
    }
    const { type, effect, precedence = 20, known } = options;
    this.#refuseHidden([type, ...args.filter((arg) => !this.poison.has(arg)).map((arg) => this.typeOf(arg))], node);
    const rest = known === undefined ? {} : { known };
    const value = this.at.opaque({ pieces, args, effect, precedence, origin: this.origin(node), ...rest }, type);
    if (args.some((arg) => this.poison.has(arg))) this.poison.add(value);
    return value;
  }

  /** An instance with `#fields` is one of ours: host code can neither take nor give it. */
  #refuseHidden(types: readonly Type[], node: ts.Node): void {
    if (types.some((type) => this.file.families.isIn(type))) {
      this.file.refuse("AD2011", node, `functions that are made here meet \`${firstLine(node)}\``, this.entry.id);
      return;
    }
    const hidden = types.map((type) => hiddenClassIn(type, this.fn.types)).find((name) => name !== undefined);
    if (hidden === undefined) return;
    const message = `\`${hidden}\` has #fields, which cannot be read from outside the class`;
    this.file.refuse("AD2005", node, message, this.entry.id);
  }

  // -- variables ------------------------------------------------------------------------------------------------------------

  assign(symbol: ts.Symbol, value: ValueId, origin: Origin): void {
    const held = this.#held(symbol, value, origin);
    const cell = this.file.closures.isBoxed(symbol) ? this.env.get(symbol) : undefined;
    if (cell === undefined) this.#setKept(symbol, held, origin);
    else this.at.store(cell, cellField, held, origin);
  }

  /** Gives a variable its first value: one that lives in a cell gets a new cell. */
  declare(symbol: ts.Symbol, value: ValueId, origin: Origin): void {
    const isKnown = this.functionOf.has(value) && this.file.closures.isSettled(symbol);
    const held = isKnown ? value : this.#held(symbol, value, origin);
    if (!this.file.closures.isBoxed(symbol)) return this.#setKept(symbol, held, origin);
    const type = cellType(
      isUntyped(this.file.variableType(symbol)) ? this.typeOf(held) : this.file.variableType(symbol),
    );
    this.env.set(symbol, this.at.record({ [cellField]: held }, origin, type, symbol.name));
  }

  #held(symbol: ts.Symbol, value: ValueId, origin: Origin): ValueId {
    const type = this.file.variableType(symbol);
    return isUntyped(type) ? value : this.coerce(value, type, origin);
  }

  #setKept(symbol: ts.Symbol, value: ValueId, origin: Origin): void {
    this.env.set(symbol, this.name(value, symbol.name));
    for (const kept of this.keptIn.get(symbol) ?? []) {
      const type = fieldType(this.typeOf(kept), keptField, this.fn.types);
      this.at.store(kept, keptField, type ? this.coerce(value, type, origin) : value, origin);
    }
  }

  /** The value of a variable; of one that is not assigned yet, `undefined` where its type has that, else nothing in particular. */
  read(symbol: ts.Symbol, origin: Origin): ValueId {
    const value = this.valueOf(symbol, origin);
    if (value !== undefined) return value;
    const type = this.file.variableType(symbol);
    if (includesUndefined(type)) return this.undefined(origin, symbol.name);
    return this.at.undef(isUntyped(type) ? undefinedType : type, origin, symbol.name);
  }

  /** The value of a variable that has one here. */
  valueOf(symbol: ts.Symbol, origin: Origin): ValueId | undefined {
    const value = this.env.get(symbol);
    if (value === undefined || !this.file.closures.isBoxed(symbol)) return value;
    const type = fieldType(this.typeOf(value), cellField, this.fn.types) ?? undefinedType;
    return this.at.load(value, cellField, type, origin);
  }

  /** The type in which a variable joins: what its values have in common, else its own. */
  joinType(symbol: ts.Symbol, types: readonly Type[]): Type {
    const [first] = types;
    const isOne = first !== undefined && types.every((type) => sameType(type, first));
    if (isOne && types.every((type) => type.text === first.text)) return first;
    const declared = this.file.variableType(symbol);
    // One type under several names, as a union of literals and one of them: the variable's own name for it.
    if (isOne) return sameType(declared, first) ? declared : first;
    return isUntyped(declared) ? unionOf(types) : declared;
  }
}
