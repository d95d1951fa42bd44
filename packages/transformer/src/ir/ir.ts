/**
 * The intermediate representation: straight-line SSA inside structured regions.
 *
 * A function is a tree of regions; the parameters of a region are its phis. There is no control-flow graph, so reversal is
 * recursion and the output keeps the user's `for` and `if`. Scalars are SSA values; arrays and records are memory, because
 * JavaScript mutates them. Everything is readonly: a pass returns a new function, or the same one where nothing changed.
 *
 * Invariants, checked by `verify`:
 *   ssa               every value is defined once, before its uses, in the same or an enclosing region
 *   terminated        every region ends in exactly one terminator that its place allows
 *   arity             results, arguments and yields agree in number and type with what they meet
 *   exits-structured  (after structure-exits) every region ends in yield, condition or throw; the body of a function in return
 */
import type { Brand } from "../base/brand.ts";
import type { Type, TypeTable } from "./types.ts";

/** Index into `IrFunction.values`. */
export type ValueId = Brand<number, "value">;
/** Names a function in a unit. */
export type FunctionId = Brand<string, "function">;
/** Names a loop or labelled block inside one function: what `break` and `continue` leave. */
export type Label = Brand<string, "label">;

/** Where in the user's text an op comes from: UTF-16 offset and length, line from 1. Derived ops keep their primal's origin. */
export interface Origin {
  readonly start: number;
  readonly length: number;
  readonly line: number;
}

export interface Value {
  readonly type: Type;
  /** The user's name for it, or a role made of one (`xBar`): a wish, made unique by the back end. */
  readonly name?: string;
}

export interface IrFunction {
  readonly id: FunctionId;
  /** The name it has or shall have in the text. */
  readonly name: string;
  readonly fileName: string;
  readonly origin: Origin;
  readonly params: readonly ValueId[];
  readonly resultType: Type;
  readonly values: readonly Value[];
  readonly body: Region;
}

/** A set of functions that call each other, and the named types they mention. */
export interface Unit {
  readonly functions: ReadonlyMap<FunctionId, IrFunction>;
  readonly types: TypeTable;
}

export interface Region {
  readonly params: readonly ValueId[];
  readonly ops: readonly Op[];
  readonly end: Terminator;
}

interface OpBase {
  readonly origin: Origin;
}

/** A literal. `undefined` is the value undefined. */
export interface ConstOp extends OpBase {
  readonly kind: "const";
  readonly result: ValueId;
  readonly value: number | boolean | string | bigint | null | undefined;
}

/** Any value of its type: nobody reads it on a path that counts (the slot of a path not taken). */
export interface UndefOp extends OpBase {
  readonly kind: "undef";
  readonly result: ValueId;
}

/** A primitive of the rule table. Arguments may be of any type for `eq`, `ne`, `not`, `select`. */
export interface PrimOp extends OpBase {
  readonly kind: "prim";
  readonly result: ValueId;
  readonly prim: string;
  readonly args: readonly ValueId[];
  /** A sum of tangents or adjoints: adding 0 may be left out, although that can change the sign of a zero. */
  readonly free?: true;
}

/** `max`, `min`, `hypot` … over arguments of which some are spread arrays: Math.max(0, ...xs). */
export interface FoldOp extends OpBase {
  readonly kind: "fold";
  readonly result: ValueId;
  readonly prim: string;
  readonly args: readonly Element[];
}

/** The same value seen as another type: a narrowing that the checker proved, `!`, `as`. Never a conversion. */
export interface CastOp extends OpBase {
  readonly kind: "cast";
  readonly result: ValueId;
  readonly arg: ValueId;
}

/** A call of a function of the unit. Missing optional arguments are passed as `undefined`. `result` is void-typed for void. */
export interface CallOp extends OpBase {
  readonly kind: "call";
  readonly result: ValueId;
  readonly callee: FunctionId;
  readonly args: readonly ValueId[];
  /** The adjoint sweep computes it again instead of reading what it recorded, where that gives the same. */
  readonly checkpoint?: true;
}

/**
 * Host code that carries no derivative: string operations, console, constants of the module, clocks. Its TypeScript text is
 * `pieces[0] + args[0] + pieces[1] + … + pieces[n]`, each argument parenthesised by the back end where `pieces` ask for an
 * operand. `pure`: may be dropped, shared, repeated; `reads`: may be dropped, not moved over stores; `effect`: stays where it is.
 */
export interface OpaqueOp extends OpBase {
  readonly kind: "opaque";
  readonly result: ValueId;
  readonly pieces: readonly string[];
  readonly args: readonly ValueId[];
  readonly effect: "pure" | "reads" | "effect";
  /** How tightly the text binds, as an operator precedence of the rule table; 20 for a primary expression. */
  readonly precedence: number;
  /** Its value, where it is known without running user code (a module constant with a literal initialiser); for the interpreter. */
  readonly known?: unknown;
  /** `stopGradient(arg)`: the argument itself, of which derivatives take no notice. Its text stands alone. */
  readonly stops?: true;
}

/** One item of an array literal or of a spread call. */
export type Element = { readonly kind: "value" | "spread"; readonly value: ValueId };

/** An array literal; the result's type is an array or a tuple. */
export interface ArrayOp extends OpBase {
  readonly kind: "array";
  readonly result: ValueId;
  readonly elements: readonly Element[];
}

/** `optional`: the record has the field only where the value is not undefined, as a spread of what may lack it gives. */
export interface RecordField {
  readonly name: string;
  readonly value: ValueId;
  readonly optional?: true;
}

/** An object literal, or a new instance of a class; fields in evaluation order. */
export interface RecordOp extends OpBase {
  readonly kind: "record";
  readonly result: ValueId;
  readonly fields: readonly RecordField[];
  readonly construct?: Construct;
}

/**
 * That a record is an instance of the class that the text calls `text`. With `args` it is made by `new text(args)`, a constructor that is
 * known to do nothing but set `fields`; without, by giving an object of the class its fields.
 */
export interface Construct {
  readonly text: string;
  readonly args?: readonly ValueId[];
}

/**
 * An array by length: `new Array<T>(n)`, with `fill` `new Array<T>(n).fill(fill)`; a typed array by its length (its elements are 0).
 * `fill` is a scalar: filling with one reference would give it many names.
 */
export interface AllocateOp extends OpBase {
  readonly kind: "allocate";
  readonly result: ValueId;
  readonly length: ValueId;
  readonly fill?: ValueId;
}

/** Fresh memory of type `tangentOf(type of arg)`, as long as `arg` at every level, all numbers 0. For a number: 0. */
export interface ZerosLikeOp extends OpBase {
  readonly kind: "zeros-like";
  readonly result: ValueId;
  readonly arg: ValueId;
}

/** A fresh deep copy of a shadow (all memory below it is new). */
export interface CloneOp extends OpBase {
  readonly kind: "clone";
  readonly result: ValueId;
  readonly arg: ValueId;
}

export type Key =
  | { readonly kind: "index"; readonly index: ValueId }
  /** A field of a record, or a constant position of a tuple ("0"). `optional`: read as `ref?.name`. */
  | { readonly kind: "field"; readonly name: string };

export interface LoadOp extends OpBase {
  readonly kind: "load";
  readonly result: ValueId;
  readonly ref: ValueId;
  readonly key: Key;
}

export interface StoreOp extends OpBase {
  readonly kind: "store";
  readonly ref: ValueId;
  readonly key: Key;
  readonly value: ValueId;
  /** `delete ref[key]` of a dictionary that has the key; `value` is undefined. */
  readonly removes?: true;
  /** The field is the `length` of an array, which is cut, or lengthened by holes: not a field of a record that is called so. */
  readonly resizes?: true;
}

export interface LengthOp extends OpBase {
  readonly kind: "length";
  readonly result: ValueId;
  readonly ref: ValueId;
}

/** Whether an array has an element at an index (`index in ref`): in range, whole, no hole. */
export interface HasIndexOp extends OpBase {
  readonly kind: "has-index";
  readonly result: ValueId;
  readonly ref: ValueId;
  readonly index: ValueId;
}

/** Appends values; the result is the new length. */
export interface PushOp extends OpBase {
  readonly kind: "push";
  readonly result: ValueId;
  readonly ref: ValueId;
  readonly elements: readonly Element[];
}

/** Removes and returns the last element of an array that has one: the adjoint pushes it back. */
export interface PopOp extends OpBase {
  readonly kind: "pop";
  readonly result: ValueId;
  readonly ref: ValueId;
}

/** `ref.fill(value)`: every element, in place. */
export interface FillOp extends OpBase {
  readonly kind: "fill";
  readonly ref: ValueId;
  readonly value: ValueId;
}

/** A second name for a part of a typed array: `ref.subarray(from, to)`; of a buffer: `new Float64Array(ref, from, to)`, `to` being a length. */
export interface ViewOp extends OpBase {
  readonly kind: "view";
  readonly result: ValueId;
  readonly ref: ValueId;
  readonly from: ValueId;
  readonly to?: ValueId;
}

/** A comment line of the generated text; `blank` puts an empty line in front. No meaning. */
export interface CommentOp extends OpBase {
  readonly kind: "comment";
  readonly text: string;
  readonly blank: boolean;
}

/** Both regions have no parameters. A region that yields gives the results; one that leaves gives none. */
export interface IfOp extends OpBase {
  readonly kind: "if";
  readonly results: readonly ValueId[];
  readonly condition: ValueId;
  readonly then: Region;
  readonly else: Region;
}

/**
 * The loop `for (let i = from; i <compare> to; i += step)`, where the body never writes `i`, `to` is evaluated once, and `step` is a
 * whole number other than 0 (positive with < and <=, negative with > and >=).
 * `body.params` is [i, ...carried]; it ends in yield or continue of the next carried values, or leaves. `results` are the carried values
 * after the loop; `break` gives them directly.
 */
export interface ForOp extends OpBase {
  readonly kind: "for";
  readonly results: readonly ValueId[];
  readonly label: Label;
  readonly from: ValueId;
  readonly to: ValueId;
  readonly step: number;
  readonly compare: "<" | "<=" | ">" | ">=";
  readonly inits: readonly ValueId[];
  readonly body: Region;
}

/**
 * The general loop. `before` takes the carried values and ends in `condition`: where it is false its values are the results, where
 * it is true they are the parameters of `after`, whose yield (or a `continue`) goes back to `before`. `break` gives the results directly.
 * A while loop has its test in `before`; a do-while its whole body in `before` and an `after` that only yields.
 */
export interface WhileOp extends OpBase {
  readonly kind: "while";
  readonly results: readonly ValueId[];
  readonly label: Label;
  readonly inits: readonly ValueId[];
  readonly before: Region;
  readonly after: Region;
}

/** A labelled block: `break label` leaves it with the results; so does its yield. `body` has no parameters. */
export interface BlockOp extends OpBase {
  readonly kind: "block";
  readonly results: readonly ValueId[];
  readonly label: Label;
  readonly body: Region;
}

/**
 * `try { body } catch (error) { handler }`. `body` has no parameters, `handler` has one: what was thrown. Both yield the results,
 * or leave; a throw of the body, also of what it calls, goes on in the handler. What the handler reads of the body's work lies
 * in memory: no value of the body is seen there.
 */
export interface TryOp extends OpBase {
  readonly kind: "try";
  readonly results: readonly ValueId[];
  readonly body: Region;
  readonly handler: Region;
}

export type Op =
  | ConstOp
  | UndefOp
  | PrimOp
  | FoldOp
  | CastOp
  | CallOp
  | OpaqueOp
  | ArrayOp
  | RecordOp
  | AllocateOp
  | ZerosLikeOp
  | CloneOp
  | LoadOp
  | StoreOp
  | LengthOp
  | HasIndexOp
  | PushOp
  | PopOp
  | FillOp
  | ViewOp
  | CommentOp
  | IfOp
  | ForOp
  | WhileOp
  | BlockOp
  | TryOp;

/** Falls off the end of a branch, a loop body or a block. */
export interface YieldEnd extends OpBase {
  readonly kind: "yield";
  readonly values: readonly ValueId[];
}
/** Ends the `before` region of a while. */
export interface ConditionEnd extends OpBase {
  readonly kind: "condition";
  readonly condition: ValueId;
  readonly values: readonly ValueId[];
}
/** `value` is undefined exactly where the function's result type is void. */
export interface ReturnEnd extends OpBase {
  readonly kind: "return";
  readonly value: ValueId | undefined;
}
export interface BreakEnd extends OpBase {
  readonly kind: "break";
  readonly label: Label;
  readonly values: readonly ValueId[];
}
export interface ContinueEnd extends OpBase {
  readonly kind: "continue";
  readonly label: Label;
  readonly values: readonly ValueId[];
}
export interface ThrowEnd extends OpBase {
  readonly kind: "throw";
  readonly value: ValueId;
}
export type Terminator = YieldEnd | ConditionEnd | ReturnEnd | BreakEnd | ContinueEnd | ThrowEnd;

/** `ref.length = value` of an array. */
export function isLengthStore(op: Op): boolean {
  return op.kind === "store" && op.resizes === true;
}

/** `delete ref[key]` of a dictionary. */
export function isRemoval(op: Op): boolean {
  return op.kind === "store" && op.removes === true;
}

export function valueId(index: number): ValueId {
  return index as ValueId;
}
export function functionId(text: string): FunctionId {
  return text as FunctionId;
}
export function label(text: string): Label {
  return text as Label;
}
