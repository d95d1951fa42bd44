/**
 * Gives every region one exit, so that reversal is recursion (`exits-structured`).
 *
 *   for … { if c { break } ; rest }     =>   while !done && i < n { (.., done) = if c { yield .., true } else { rest ; yield .., false } }
 *   if c { return a } ; rest            =>   if c { yield a } else { rest ; yield b }
 *   do { body } while (c)               =>   go = true ; while go { body ; go = c }
 *
 * What follows a branch that may leave moves into the branch that stays, so nothing is written twice; where both may stay and
 * leave, a recorded path number decides. Blocks vanish; `before` of every while becomes a test without effects on what is
 * carried. A throw that leaves the function stays: no adjoint sweep follows it. One that a `try` catches is an exit like others;
 * what may throw in calls is attempted (attempt.ts), and the handler is what follows where it did.
 * Needs: ssa. Gives: exits-structured. Method: structured control flow with path variables (Erosa and Hendren 1994).
 */
import { assertNever } from "../base/assert-never.ts";
import { InternalError } from "../base/internal-error.ts";
import { FunctionBuilder } from "../ir/build.ts";
import type { RegionBuilder } from "../ir/build.ts";
import { label as asLabel } from "../ir/ir.ts";
import type {
  BlockOp,
  ForOp,
  FunctionId,
  IfOp,
  IrFunction,
  Label,
  Op,
  Origin,
  Region,
  Terminator,
  TryOp,
  ValueId,
  WhileOp,
} from "../ir/ir.ts";
import { booleanType, isReference, numberType, sameType, unionOf } from "../ir/types.ts";
import type { Type, TypeTable } from "../ir/types.ts";
import { attempt, errorType, isAttempt, mayThrow } from "./attempt.ts";
import type { Callees, LookUps } from "./attempt.ts";
import { mergeSlots } from "./merge-slots.ts";
import {
  eachOp,
  mapOperands,
  mapRegionValues,
  mapTerminator,
  regionsOf,
  resultsOf,
  substituteRegion,
  terminatorOperands,
  walkValues,
} from "../ir/visit.ts";

export function structureExits(fn: IrFunction, types: TypeTable, callees: Callees = noCallees): IrFunction {
  if (!needsStructure(fn, callees)) return fn;
  const builder = FunctionBuilder.from(fn, {}, types);
  const body = builder.region();
  const outcome = new Structurer(fn, builder, callees).region(fn.body, body);
  const origin = fn.body.end.origin;
  if (outcome.kind === "left") return mergeSlots(builder.finish(fn.params, fn.resultType, body.finish(outcome.end)));
  return mergeSlots(builder.finish(fn.params, fn.resultType, body.returns(outcome.values.get("return"), origin)));
}

/** The function with structured exits, as one that returns what it throws: `{ threw, error, value }`. */
export function structureOutcome(
  fn: IrFunction,
  { id, type }: { readonly id: FunctionId; readonly type: Type },
  types: TypeTable,
  callees: Callees,
): IrFunction {
  const builder = FunctionBuilder.from(fn, { id, name: `${fn.name}_outcome` }, types);
  const body = builder.region();
  const structurer = new Structurer(fn, builder, callees);
  const record = structurer.outcome(body, type);
  return mergeSlots(builder.finish(fn.params, type, body.returns(record, fn.body.end.origin)));
}

/** For functions that call nothing inside a `try`. */
const noCallees: Callees = {
  throws: () => false,
  isInert: () => false,
  outcomeOf: (callee) => {
    throw new InternalError(`nothing is known of ${callee}`);
  },
};

function needsStructure(fn: IrFunction, callees: Callees): boolean {
  const isScalar = (value: ValueId): boolean => !isReference(fn.values[value]!.type);
  let needs = false;
  const region = (inner: Region, ends: Terminator["kind"][]): void => {
    if (!ends.includes(inner.end.kind) || inner.end.kind === "throw") needs = true;
  };
  region(fn.body, ["return"]);
  eachOp(fn.body, (op) => {
    if (op.kind === "if") for (const inner of [op.then, op.else]) region(inner, ["yield"]);
    else if (op.kind === "for") region(op.body, ["yield"]);
    else if (op.kind === "block" || (op.kind === "try" && !isAttempt(op, callees))) needs = true;
    else if (op.kind === "while" && !(isTest(op, isScalar) && op.after.end.kind === "yield")) needs = true;
  });
  return needs;
}

/** A `do…while` that never comes to its test: a block. */
function passedOnce({ label, results, inits, before, origin }: WhileOp): BlockOp {
  const given = new Map(before.params.map((param, i) => [param, inits[i]!] as const));
  return { kind: "block", label, results, body: { ...substituteRegion(before, given), params: [] }, origin };
}

/** Whether `before` only tests: what it passes on is what it was given. */
function isTest(op: WhileOp, isScalar: (value: ValueId) => boolean): boolean {
  const { before } = op;
  return (
    before.end.kind === "condition" &&
    before.end.values.length === before.params.length &&
    before.end.values.every((value, i) => value === before.params[i]) &&
    before.ops.every((inner) => isTestOp(inner, isScalar))
  );
}

function isTestOp(op: Op, isScalar: (value: ValueId) => boolean): boolean {
  switch (op.kind) {
    case "const":
    case "prim":
    case "cast":
    case "length":
    case "load":
      return true;
    case "opaque":
      return true;
    // A callee that gets no memory writes none that matters.
    case "call":
      return op.args.every(isScalar);
    case "if":
      return [op.then, op.else].every(
        (inner) => inner.end.kind === "yield" && inner.ops.every((deep) => isTestOp(deep, isScalar)),
      );
    default:
      return false;
  }
}

/**
 * How a region is left: the exits it may take ("yield", "return", "break:L", "continue:L"), what it carries out in which slot, and,
 * where there are several exits, a value that says which.
 */
interface Outcome {
  readonly kind: "falls";
  readonly exits: readonly string[];
  readonly path: Path | undefined;
  readonly values: ReadonlyMap<string, ValueId>;
}
/** Says which exit was taken: the position in `codes`; a boolean ("not the first") where there are two. */
interface Path {
  readonly value: ValueId;
  readonly codes: readonly string[];
}
/** A region that always throws. */
interface Left {
  readonly kind: "left";
  readonly end: Terminator;
}

/** A `try` around: `handler` where that is put in the place of the throw. */
interface Catch {
  readonly label: Label;
  readonly handler?: Region;
}

class Structurer {
  /** Values that became other values: results of ops that were taken apart. */
  readonly #now = new Map<ValueId, ValueId>();
  readonly fn: FunctionBuilder;
  readonly #source: IrFunction;
  readonly #callees: Callees;
  /** What catches throws here, the innermost last. */
  readonly #catching: Catch[] = [];
  readonly #definition = new Map<ValueId, Op>();
  #tries = 0;

  constructor(source: IrFunction, fn: FunctionBuilder, callees: Callees) {
    this.#source = source;
    this.fn = fn;
    this.#callees = callees;
  }

  /** Puts a whole function into `into`, throws included; gives the record of how it was left. */
  outcome(into: RegionBuilder, type: Type): ValueId {
    const fn = this.#source;
    const { origin } = fn.body.end;
    const label = this.#newCatch();
    this.#catching.push({ label });
    const outcome = this.region(fn.body, into);
    this.#catching.pop();
    if (outcome.kind === "left") throw new InternalError(`a throw of ${fn.name} was not caught`);
    const exit = `throw:${label}`;
    const isCertain = outcome.exits.length === 1;
    const fields: Record<string, ValueId> = {
      threw: isCertain ? into.const_(outcome.exits[0] === exit, origin) : this.#isExit(outcome, exit, into, origin),
      error: outcome.values.get(`${label}:error`) ?? into.undef(errorType, origin),
    };
    if (fn.resultType.kind !== "void")
      fields["value"] = outcome.values.get("return") ?? into.undef(fn.resultType, origin);
    return into.record(fields, origin, type);
  }

  #newCatch(): Label {
    this.#tries++;
    return asLabel(`catch${this.#tries}`);
  }

  #definitionOf = (value: ValueId): Op | undefined => this.#definition.get(value);

  #lookUps: LookUps = {
    definitionOf: this.#definitionOf,
    isOnlyCast: (value) => {
      let others = 0;
      walkValues(this.#source.body, { use: (used, by) => void (used === value && by.kind !== "cast" && others++) });
      return others === 0;
    },
  };

  #use = (value: ValueId): ValueId => {
    let now = value;
    for (let next = this.#now.get(now); next !== undefined; next = this.#now.get(now)) now = next;
    return now;
  };

  /** Puts the ops of a region into `into`; `self` is the label of the loop whose body this is. */
  region(region: Region, into: RegionBuilder, self?: Label): Outcome | Left {
    const chunks = this.#catching.length > 0 ? this.#chunksOf(region) : [];
    if (chunks.length > 1) return this.#inChunks(chunks, region.end, into, self);
    return this.#sequence(region.ops, 0, region.end, into, self);
  }

  /** Cuts a region behind every few places that may throw; constants, which everybody may read, are a chunk in front. */
  #chunksOf(region: Region): readonly (readonly Op[])[] {
    const isConstant = ({ kind }: Op): boolean => kind === "const" || kind === "undef";
    const chunks: Op[][] = [region.ops.filter(isConstant), []];
    let sites = 0;
    for (const op of region.ops) {
      if (isConstant(op)) continue;
      if (sites >= sitesOfChunk) {
        chunks.push([]);
        sites = 0;
      }
      chunks.at(-1)!.push(op);
      sites += this.#sites({ params: [], ops: [op], end: { kind: "yield", values: [], origin: op.origin } });
    }
    return chunks.length > 2 ? chunks : [];
  }

  /**
   * What follows a throw that did not happen, one chunk behind the other instead of one inside the other, so that size stays linear:
   *   a ; if threw { … } else { b ; if threw { … } else { c } }     =>   a ; if going { b } ; if going { c }
   */
  #inChunks(
    [constants, ...chunks]: readonly (readonly Op[])[],
    end: Terminator,
    into: RegionBuilder,
    self: Label | undefined,
  ): Outcome | Left {
    for (const op of constants ?? []) {
      for (const result of resultsOf(op)) this.#definition.set(result, op);
      into.append(op);
    }
    const usedAfter = usesBehind(chunks, end);
    let before: Outcome | undefined;
    for (const [i, ops] of chunks.entries()) {
      const isLast = i === chunks.length - 1;
      const handed = isLast ? [] : ops.flatMap(resultsOf).filter((value) => usedAfter[i]!.has(value));
      const { origin } = ops.at(-1) ?? end;
      const chunkEnd: Terminator = isLast ? end : { kind: "yield", values: handed, origin };
      const target = before ? this.fn.region() : into;
      const own = this.#sequence(ops, 0, chunkEnd, target, isLast ? self : undefined);
      let outcome: Outcome | Left = own;
      if (before) {
        const going = this.#isExit(before, "yield", into, origin);
        const left = { into: this.fn.region(), outcome: without(before, "yield") };
        outcome = this.#join(going, { into: target, outcome: own }, left, origin, into);
      }
      if (isLast || outcome.kind === "left" || !outcome.exits.includes("yield")) return outcome;
      for (const [k, value] of handed.entries()) {
        const now = outcome.values.get(`yield:${k}`)!;
        if (now !== value) this.#now.set(value, now);
      }
      before = outcome.exits.length > 1 ? outcome : undefined;
    }
    throw new InternalError("a region without an end");
  }

  #sequence(
    ops: readonly Op[],
    from: number,
    end: Terminator,
    into: RegionBuilder,
    self: Label | undefined,
  ): Outcome | Left {
    for (let i = from; i < ops.length; i++) {
      const op = ops[i]!;
      for (const result of resultsOf(op)) {
        this.#definition.set(result, op);
        // A region may be gone through again, when the first way turned out not to fit.
        this.#now.delete(result);
      }
      const rest = (target: RegionBuilder): Outcome | Left => this.#sequence(ops, i + 1, end, target, self);
      const left = this.#op(op, into, rest);
      if (left) return left;
    }
    return this.#end(end, self, into);
  }

  #end(end: Terminator, self: Label | undefined, into: RegionBuilder): Outcome | Left {
    const falls = (exit: string, slot: (i: number) => string, values: readonly ValueId[]): Outcome => ({
      kind: "falls",
      exits: [exit],
      path: undefined,
      values: new Map(values.map((value, i) => [slot(i), this.#use(value)])),
    });
    switch (end.kind) {
      case "yield":
        if (self !== undefined) return falls(`continue:${self}`, (i) => `${self}:${i}`, end.values);
        return falls("yield", (i) => `yield:${i}`, end.values);
      case "return":
        return falls("return", () => "return", end.value === undefined ? [] : [end.value]);
      case "break":
      case "continue":
        // Both carry the same variables of the loop, in the same order: they share their slots.
        return falls(`${end.kind}:${end.label}`, (i) => `${end.label}:${i}`, end.values);
      case "throw": {
        if (this.#catching.length === 0) return { kind: "left", end: mapTerminator(end, this.#use) };
        const value = this.#use(end.value);
        const isHidden = sameType(this.fn.typeOf(value), errorType);
        return this.#caught(isHidden ? value : into.cast(value, errorType, end.origin, this.fn.nameOf(value)), into);
      }
      case "condition":
        throw new InternalError("a condition ends only the test of a while");
      default:
        return assertNever(end, "terminator");
    }
  }

  /** Appends an op; where control may leave in it, also the rest of the region, and gives the outcome of both. */
  #op(op: Op, into: RegionBuilder, rest: (into: RegionBuilder) => Outcome | Left): Outcome | Left | undefined {
    switch (op.kind) {
      case "if":
        return this.#if(op, into, rest);
      case "for":
      case "while":
        return this.#loop(op, into, rest);
      case "block": {
        const outcome = this.region(op.body, into, undefined);
        if (outcome.kind === "left") return outcome;
        // Falling off the end of a block is leaving it.
        const values = new Map(outcome.values);
        for (const i of op.results.keys()) {
          const fallen = values.get(`yield:${i}`);
          const broken = values.get(`${op.label}:${i}`);
          if (fallen !== undefined && broken !== undefined && outcome.path !== undefined) {
            const fell = this.#isExit(outcome, "yield", into, op.origin);
            values.set(`${op.label}:${i}`, this.#select(into, fell, fallen, broken, op.origin));
          } else if (fallen !== undefined) values.set(`${op.label}:${i}`, fallen);
        }
        const done = ["yield", `break:${op.label}`];
        return this.#after({ ...outcome, values }, done, op, (i) => `${op.label}:${i}`, into, rest);
      }
      case "try":
        if (isAttempt(op, this.#callees)) {
          into.append(this.#mapped(op));
          return undefined;
        }
        return this.#try(op, into, rest);
      default:
        return this.#leaf(mapOperands(op, this.#use), into, rest);
    }
  }

  /** An op without regions. */
  #leaf(op: Op, into: RegionBuilder, rest: (into: RegionBuilder) => Outcome | Left): Outcome | Left | undefined {
    const isCaught = this.#catching.length > 0;
    const tried = isCaught ? attempt(op, into, this.#callees, this.#lookUps) : undefined;
    if (!tried) {
      into.append(op);
      return undefined;
    }
    const [thrown, onward] = [this.fn.region(), this.fn.region()];
    const left = this.#caught(tried.errorIn(thrown), thrown);
    tried.finish(onward);
    if (tried.alias !== undefined && "result" in op) this.#now.set(op.result, tried.alias);
    const went = { into: onward, outcome: rest(onward) };
    return this.#join(tried.threw, { into: thrown, outcome: left }, went, op.origin, into);
  }

  /** A throw arrives at its `try`: the handler follows here where this is the only place it can come from. */
  #caught(error: ValueId, into: RegionBuilder): Outcome | Left {
    const caught = this.#catching.pop();
    if (!caught) throw new InternalError("a throw that nothing catches");
    const { label, handler } = caught;
    const slot = `${label}:error`;
    let outcome: Outcome | Left = {
      kind: "falls",
      exits: [`throw:${label}`],
      path: undefined,
      values: new Map([[slot, error]]),
    };
    if (handler) {
      this.#now.set(handler.params[0]!, error);
      outcome = this.region(handler, into, label);
    }
    this.#catching.push(caught);
    return outcome;
  }

  /** From how many places throws can come in a region; in a loop one counts as several. */
  #sites(region: Region): number {
    let sites = region.end.kind === "throw" ? 1 : 0;
    for (const op of region.ops) {
      if (op.kind === "try") sites += isAttempt(op, this.#callees) ? 0 : this.#sites(op.handler);
      else if (op.kind === "if" || op.kind === "block")
        sites += regionsOf(op).reduce((sum, inner) => sum + this.#sites(inner), 0);
      else if (mayThrow(op, this.#callees, this.#definitionOf)) sites += regionsOf(op).length > 0 ? 2 : 1;
    }
    return sites;
  }

  /** The body, with the handler in it where it can come from one place only; else behind it, where it was left by a throw. */
  #try(op: TryOp, into: RegionBuilder, rest: (into: RegionBuilder) => Outcome | Left): Outcome | Left | undefined {
    const { origin } = op;
    const label = this.#newCatch();
    if (this.#sites(op.body) <= 1) {
      this.#catching.push({ label, handler: op.handler });
      const outcome = this.region(op.body, into, label);
      this.#catching.pop();
      if (outcome.kind === "left") return outcome;
      return this.#after(outcome, [`continue:${label}`], op, (i) => `${label}:${i}`, into, rest);
    }
    const exit = `throw:${label}`;
    const slot = (i: number): string => `yield:${i}`;
    this.#catching.push({ label });
    const body = this.region(op.body, into);
    this.#catching.pop();
    if (body.kind === "left") throw new InternalError("a throw was not caught");
    if (!body.exits.includes(exit)) return this.#after(body, ["yield"], op, slot, into, rest);
    this.#now.set(op.handler.params[0]!, body.values.get(`${label}:error`)!);
    if (body.exits.length === 1) {
      const handled = this.region(op.handler, into);
      return handled.kind === "left" ? handled : this.#after(handled, ["yield"], op, slot, into, rest);
    }
    const threw = this.#isExit(body, exit, into, origin);
    const handler = this.fn.region();
    const handled = this.region(op.handler, handler);
    const passed = without(body, exit);
    const joined = this.#join(
      threw,
      { into: handler, outcome: handled },
      { into: this.fn.region(), outcome: passed },
      origin,
      into,
    );
    return joined.kind === "left" ? joined : this.#after(joined, ["yield"], op, slot, into, rest);
  }

  #select(into: RegionBuilder, condition: ValueId, yes: ValueId, no: ValueId, origin: Origin): ValueId {
    if (yes === no) return yes;
    const then = this.fn.region().yields([yes], origin);
    const otherwise = this.fn.region().yields([no], origin);
    const type = unionOf([no, yes].map((value) => this.fn.typeOf(value)));
    const results = [{ ...this.fn.valueOf(no), type }];
    return into.if_({ condition, then, else: otherwise, results, origin })[0]!;
  }

  /** Goes on after an op with several exits: in the exits `stays` the rest follows, in the others the outcome is handed on. */
  #after(
    outcome: Outcome,
    stays: readonly string[],
    op: Op,
    slot: (i: number) => string,
    into: RegionBuilder,
    rest: (into: RegionBuilder) => Outcome | Left,
  ): Outcome | Left | undefined {
    for (const [i, result] of resultsOf(op).entries()) {
      const value = outcome.values.get(slot(i));
      if (value !== undefined && value !== result) this.#now.set(result, value);
    }
    const leaves = outcome.exits.filter((exit) => !stays.includes(exit));
    if (leaves.length === 0) return undefined;
    if (leaves.length === outcome.exits.length) return outcome;
    const staying = this.#isOneOf(outcome, stays, into, op.origin);
    const onward = this.fn.region();
    const passed: Outcome = {
      kind: "falls",
      exits: leaves,
      path: leaves.length > 1 ? outcome.path : undefined,
      values: new Map([...outcome.values].filter(([name]) => leaves.some((exit) => slotsOf(exit, name)))),
    };
    return this.#join(
      staying,
      { into: onward, outcome: rest(onward) },
      { into: this.fn.region(), outcome: passed },
      op.origin,
      into,
    );
  }

  #isExit(outcome: Outcome, exit: string, into: RegionBuilder, origin: Origin): ValueId {
    return this.#isOneOf(outcome, [exit], into, origin);
  }

  #isOneOf(outcome: Outcome, exits: readonly string[], into: RegionBuilder, origin: Origin): ValueId {
    const { path } = outcome;
    if (path === undefined) throw new InternalError("a region with one exit has no path");
    if (path.codes.length === 2) {
      return exits.includes(path.codes[0]!) ? into.prim("not", [path.value], origin) : path.value;
    }
    let any: ValueId | undefined;
    for (const [code, exit] of path.codes.entries()) {
      if (!exits.includes(exit)) continue;
      const is = into.prim("eq", [path.value, into.number(code, origin)], origin);
      any = any === undefined ? is : this.#either(into, any, is, origin);
    }
    if (any === undefined) throw new InternalError("an exit that is not there");
    return any;
  }

  #either(into: RegionBuilder, a: ValueId, b: ValueId, origin: Origin): ValueId {
    const then = this.fn.region();
    const yes = then.const_(true, origin);
    const otherwise = this.fn.region().yields([b], origin);
    return into.if_({
      condition: a,
      then: then.yields([yes], origin),
      else: otherwise,
      results: [{ type: booleanType }],
      origin,
    })[0]!;
  }

  /** `a && b`, where the ops of `test` compute b. */
  #both(into: RegionBuilder, a: ValueId, test: RegionBuilder, b: ValueId, origin: Origin): ValueId {
    const then = this.fn.region();
    for (const op of test.ops) then.append(op);
    const otherwise = this.fn.region();
    const no = otherwise.const_(false, origin);
    const regions = { then: then.yields([truth(then, b, origin)], origin), else: otherwise.yields([no], origin) };
    return into.if_({ condition: a, ...regions, results: [{ type: booleanType }], origin })[0]!;
  }

  #if(op: IfOp, into: RegionBuilder, rest: (into: RegionBuilder) => Outcome | Left): Outcome | Left | undefined {
    const condition = this.#use(op.condition);
    const [yes, no] = [this.fn.region(), this.fn.region()];
    const then = this.region(op.then, yes);
    const otherwise = this.region(op.else, no);
    const origin = op.origin;
    const isPlain = (outcome: Outcome | Left): outcome is Outcome =>
      outcome.kind === "falls" && outcome.exits.length === 1 && outcome.exits[0] === "yield";
    if (isPlain(then) && isPlain(otherwise)) {
      const values = (outcome: Outcome): ValueId[] => op.results.map((_, i) => outcome.values.get(`yield:${i}`)!);
      into.append({
        ...op,
        condition,
        then: yes.yields(values(then), origin),
        else: no.yields(values(otherwise), origin),
      });
      return undefined;
    }
    // A branch that throws is a guard: the other one goes on in line.
    if (then.kind === "left" || otherwise.kind === "left") {
      if (then.kind === "left" && otherwise.kind === "left") {
        into.append({ ...op, condition, results: [], then: yes.finish(then.end), else: no.finish(otherwise.end) });
        return then;
      }
      const throwing = then.kind === "left" ? yes.finish(then.end) : no.finish((otherwise as Left).end);
      const empty = this.fn.region().yields([], origin);
      const onThen = then.kind === "left";
      into.append({ ...op, condition, results: [], then: onThen ? throwing : empty, else: onThen ? empty : throwing });
      const staying = (onThen ? otherwise : then) as Outcome;
      for (const inner of (onThen ? no : yes).ops) into.append(inner);
      return this.#after(staying, ["yield"], op, (i) => `yield:${i}`, into, rest);
    }
    const only = (outcome: Outcome): boolean => outcome.exits.length === 1 && outcome.exits[0] === "yield";
    const never = (outcome: Outcome): boolean => !outcome.exits.includes("yield");
    const branches = { then: { into: yes, outcome: then }, else: { into: no, outcome: otherwise } };
    for (const [stays, leaves] of [
      ["then", "else"],
      ["else", "then"],
    ] as const) {
      if (!only(branches[stays].outcome) || !never(branches[leaves].outcome)) continue;
      // What follows belongs to the branch that stays.
      for (const [i, result] of op.results.entries())
        this.#now.set(result, branches[stays].outcome.values.get(`yield:${i}`)!);
      const joined = { ...branches, [stays]: { into: branches[stays].into, outcome: rest(branches[stays].into) } };
      return this.#join(condition, joined.then, joined.else, origin, into);
    }
    const outcome = this.#join(condition, branches.then, branches.else, origin, into);
    if (outcome.kind === "left") return outcome;
    return this.#after(outcome, ["yield"], op, (i) => `yield:${i}`, into, rest);
  }

  /** An `if` whose results are the outcome of whichever branch was taken. */
  #join(
    condition: ValueId,
    then: { readonly into: RegionBuilder; readonly outcome: Outcome | Left },
    otherwise: { readonly into: RegionBuilder; readonly outcome: Outcome | Left },
    origin: Origin,
    into: RegionBuilder,
  ): Outcome | Left {
    const both = [then, otherwise];
    const falling = both.map((side) => side.outcome).filter((outcome) => outcome.kind === "falls");
    if (falling.length === 0) {
      const [yes, no] = both.map((side) => side.into.finish((side.outcome as Left).end));
      into.append({ kind: "if", results: [], condition, then: yes!, else: no!, origin });
      return then.outcome;
    }
    const exits = orderedExits(new Set(falling.flatMap((outcome) => outcome.exits)));
    const slots = [...new Set(falling.flatMap((outcome) => [...outcome.values.keys()]))];
    const pathType: Type | undefined = exits.length < 2 ? undefined : exits.length === 2 ? booleanType : numberType;
    const wishes = slots.map((slot) => {
      const values = falling.map((outcome) => outcome.values.get(slot)).filter((value) => value !== undefined);
      const type = unionOf(values.map((value) => this.fn.typeOf(value)));
      return { ...this.fn.valueOf(values[0]!), type };
    });
    const regions = both.map(({ into: side, outcome }) => {
      if (outcome.kind === "left") return side.finish(outcome.end);
      const values = slots.map((slot, i) => outcome.values.get(slot) ?? side.undef(wishes[i]!.type, origin));
      if (pathType) values.push(this.#path(outcome, exits, pathType, side, origin));
      return side.yields(values, origin);
    });
    const results = into.if_({
      condition,
      then: regions[0]!,
      else: regions[1]!,
      results: pathType ? [...wishes, { type: pathType, name: pathName(exits) }] : wishes,
      origin,
    });
    return {
      kind: "falls",
      exits,
      path: pathType && { value: results.at(-1)!, codes: exits },
      values: new Map(slots.map((slot, i) => [slot, results[i]!])),
    };
  }

  /** The path of an outcome in terms of a larger set of exits. */
  #path(outcome: Outcome, exits: readonly string[], type: Type, into: RegionBuilder, origin: Origin): ValueId {
    const code = (exit: string): ValueId => {
      const number = exits.indexOf(exit);
      return type.kind === "boolean" ? into.const_(number === 1, origin) : into.number(number, origin);
    };
    if (outcome.path === undefined) return code(outcome.exits[0]!);
    if (outcome.path.codes.join() === exits.join()) return outcome.path.value;
    let path = code(outcome.exits.at(-1)!);
    for (const exit of outcome.exits.slice(0, -1)) {
      path = this.#select(into, this.#isExit(outcome, exit, into, origin), code(exit), path, origin);
    }
    return path;
  }

  #loop(
    op: ForOp | WhileOp,
    into: RegionBuilder,
    rest: (into: RegionBuilder) => Outcome | Left,
  ): Outcome | Left | undefined {
    if (op.kind === "while" && op.before.end.kind !== "condition") return this.#op(passedOnce(op), into, rest);
    const inits = op.inits.map(this.#use);
    const own = `continue:${op.label}`;
    const body = this.fn.region(op.kind === "for" ? op.body.params : op.after.params);
    const isCaught = (inner: Op): boolean =>
      this.#catching.length > 0 && mayThrow(inner, this.#callees, this.#definitionOf);
    const simple =
      op.kind === "for" ||
      (isTest(op, (value) => !isReference(this.fn.typeOf(value))) && !op.before.ops.some(isCaught));
    if (!simple) return this.#whileWithWork(op, inits, into, rest);
    const outcome = this.region(op.kind === "for" ? op.body : op.after, body, op.label);
    const carried = op.kind === "for" ? op.body.params.slice(1) : op.after.params;
    const next = (from: Outcome): ValueId[] => carried.map((_, i) => from.values.get(`${op.label}:${i}`)!);
    if (outcome.kind === "falls" && outcome.exits.length === 1 && outcome.exits[0] === own) {
      const region = body.yields(next(outcome), op.origin);
      if (op.kind === "for")
        into.append({ ...op, from: this.#use(op.from), to: this.#use(op.to), inits, body: region });
      else into.append({ ...op, inits, before: this.#copied(op.before), after: region });
      return undefined;
    }
    if (op.kind === "for") return this.#leftEarly(op, this.#asWhile(op, body, outcome), into, rest);
    const before = this.fn.region(op.before.params);
    for (const inner of op.before.ops) before.append(this.#mapped(inner));
    if (op.before.end.kind !== "condition") throw new InternalError("a while without a condition");
    const condition = this.#use(op.before.end.condition);
    return this.#leftEarly(op, { inits, carried, test: before, condition, body, outcome }, into, rest);
  }

  /** A counted loop as a general one: the counter becomes the first carried value. */
  #asWhile(op: ForOp, body: RegionBuilder, outcome: Outcome | Left): EarlyLoop {
    const { fn } = this;
    const index = op.body.params[0]!;
    const test = fn.region(op.body.params.map((param) => fn.valueOf(param)));
    const prim = { "<": "lt", "<=": "le", ">": "gt", ">=": "ge" }[op.compare];
    const condition = test.prim(prim, [test.params[0]!, this.#use(op.to)], op.origin);
    const inits = [this.#use(op.from), ...op.inits.map(this.#use)];
    return { inits, carried: op.body.params, test, condition, body, outcome, counter: { index, step: op.step } };
  }

  /**
   * A loop that is left early: what it leaves by becomes a carried path, which the test looks at first.
   *   while (path is "goes on") && test { body }
   */
  #leftEarly(
    op: ForOp | WhileOp,
    loop: EarlyLoop,
    into: RegionBuilder,
    rest: (into: RegionBuilder) => Outcome | Left,
  ): Outcome | Left | undefined {
    const { fn } = this;
    const { origin } = op;
    const own = `continue:${op.label}`;
    const skip = loop.counter ? 1 : 0;
    const outcome: Outcome =
      loop.outcome.kind === "falls"
        ? loop.outcome
        : { kind: "falls", exits: [own], path: undefined, values: new Map() };
    const always = loop.outcome.kind === "left" ? loop.outcome : undefined;
    const exits = [own, ...outcome.exits.filter((exit) => exit !== own)];
    const pathType = exits.length === 2 ? booleanType : numberType;
    const extra = [...outcome.values.keys()].filter((slot) => !slot.startsWith(`${op.label}:`));
    const extraValues = extra.map((slot) => fn.valueOf(outcome.values.get(slot)!));
    const path = { type: pathType, name: pathName(exits) };

    const body = loop.body;
    let after: Region;
    const pathParam = fn.value(path.type, path.name);
    const extraParams = extraValues.map((value) => fn.value(value.type, value.name));
    const params = [...loop.carried, ...extraParams, pathParam];
    if (always) after = { params, ops: body.ops, end: always.end };
    else {
      const values: ValueId[] = [];
      if (loop.counter) {
        const step = body.number(loop.counter.step, origin);
        values.push(body.prim("add", [loop.counter.index, step], origin, fn.nameOf(loop.counter.index)));
      }
      for (const [i, param] of loop.carried.slice(skip).entries())
        values.push(outcome.values.get(`${op.label}:${i}`) ?? param);
      for (const [i, slot] of extra.entries()) values.push(outcome.values.get(slot) ?? extraParams[i]!);
      values.push(this.#path(outcome, exits, pathType, body, origin));
      after = { params, ops: body.ops, end: { kind: "yield", values, origin } };
    }

    // The test, behind a look at the path.
    const testParams = [
      ...loop.test.params,
      ...extraValues.map((v) => fn.value(v.type, v.name)),
      fn.value(path.type, path.name),
    ];
    const before = fn.region(testParams);
    const goes = this.#isOneOf(
      { kind: "falls", exits, path: { value: testParams.at(-1)!, codes: exits }, values: new Map() },
      [own],
      before,
      origin,
    );
    const condition = loop.condition === undefined ? goes : this.#both(before, goes, loop.test, loop.condition, origin);
    const start = pathType.kind === "boolean" ? into.const_(false, origin) : into.number(0, origin);
    const inits = [...loop.inits, ...extraValues.map((value) => into.undef(value.type, origin)), start];
    const results = into.while_({
      label: op.label,
      inits,
      before: before.finish({ kind: "condition", condition, values: testParams, origin }),
      after,
      results: [...(loop.counter ? [fn.valueOf(loop.counter.index)] : []), ...op.results, ...extraValues, path],
      origin,
    });
    const values = new Map<string, ValueId>(extra.map((slot, i) => [slot, results[skip + op.results.length + i]!]));
    for (const [i, result] of op.results.entries()) values.set(`${op.label}:${i}`, result);
    const ended: Outcome = { kind: "falls", exits, path: { value: results.at(-1)!, codes: exits }, values };
    return this.#after(ended, [own, `break:${op.label}`], op, (i) => `${op.label}:${i}`, into, rest);
  }

  /** A while whose test does work: the work moves into the body, behind a flag that says whether to go on. */
  #whileWithWork(
    op: WhileOp,
    inits: readonly ValueId[],
    into: RegionBuilder,
    rest: (into: RegionBuilder) => Outcome | Left,
  ): Outcome | Left | undefined {
    const { fn } = this;
    const { origin } = op;
    if (op.before.end.kind !== "condition") throw new InternalError("a while without a condition");
    const goType = { type: booleanType, name: "more" };
    const go = fn.value(booleanType, "more");
    // Carried: the variables, as `before` takes them, and the flag. The values that `before` passes on use the same places.
    const share = op.before.params.length === op.results.length;
    if (!share) throw new InternalError("the test of a loop passes on other variables than it takes");
    const label = op.label;
    const body: Region = {
      params: op.before.params,
      ops: [
        ...op.before.ops,
        {
          kind: "if",
          results: [],
          condition: op.before.end.condition,
          then: {
            params: [],
            ops: renamed(op.after, op.before.end.values),
            end:
              op.after.end.kind === "yield"
                ? { kind: "continue", label, values: mapTerminatorValues(op.after, op.before.end.values), origin }
                : mapTerminator(op.after.end, renaming(op.after, op.before.end.values)),
          },
          else: { params: [], ops: [], end: { kind: "break", label, values: op.before.end.values, origin } },
          origin,
        },
      ],
      end: { kind: "continue", label, values: op.before.params, origin },
    };
    // A do-while: nothing between the test and the next round, so that one yield serves both.
    if (op.after.ops.length === 0 && op.after.end.kind === "yield") {
      const passed = renaming(op.after, op.before.end.values);
      const same = op.after.end.values.every(
        (value, i) => passed(value) === (op.before.end as { values: readonly ValueId[] }).values[i],
      );
      if (same) {
        const inner = fn.region([...op.before.params, go]);
        const plain: Region = {
          params: op.before.params,
          ops: op.before.ops,
          end: { kind: "yield", values: [...op.before.end.values, op.before.end.condition], origin },
        };
        const outcome = this.region(plain, inner, label);
        const test = fn.region([...op.before.params.map((param) => fn.valueOf(param)), goType]);
        const flag = test.params.at(-1)!;
        if (outcome.kind === "falls" && outcome.exits.length === 1) {
          const carried = op.before.params.map((_, i) => outcome.values.get(`${label}:${i}`)!);
          const goesOn = truth(inner, outcome.values.get(`${label}:${carried.length}`)!, origin);
          const values = [...carried, goesOn];
          const started = into.const_(true, origin);
          into.while_({
            label,
            inits: [...inits, started],
            before: test.finish({ kind: "condition", condition: flag, values: test.params, origin }),
            after: inner.yields(values, origin),
            results: [...op.results, fn.value(booleanType, "more")],
            origin,
          });
          return undefined;
        }
      }
    }
    const inner = fn.region(op.before.params);
    const outcome = this.region(body, inner, label);
    const test = fn.region(op.before.params.map((param) => fn.valueOf(param)));
    return this.#leftEarly(
      op,
      { inits, carried: op.before.params, test, condition: undefined, body: inner, outcome },
      into,
      rest,
    );
  }

  #mapped(op: Op): Op {
    return mapRegionValues(
      { params: [], ops: [op], end: { kind: "yield", values: [], origin: op.origin } },
      { use: this.#use },
    ).ops[0]!;
  }

  #copied(region: Region): Region {
    return mapRegionValues(region, { use: this.#use });
  }
}

/** How many places that may throw stand one inside the other at most. */
const sitesOfChunk = 4;

/** For each chunk, what is used behind it. */
function usesBehind(chunks: readonly (readonly Op[])[], end: Terminator): readonly ReadonlySet<ValueId>[] {
  const behind: ReadonlySet<ValueId>[] = [];
  const used = new Set<ValueId>(terminatorOperands(end));
  for (const ops of chunks.toReversed()) {
    behind.unshift(new Set(used));
    const region: Region = { params: [], ops, end: { kind: "yield", values: [], origin: end.origin } };
    walkValues(region, { use: (value) => void used.add(value) });
  }
  return behind;
}

/** A condition of any type as a boolean: `!!n`. */
function truth(into: RegionBuilder, condition: ValueId, origin: Origin): ValueId {
  if (into.fn.typeOf(condition).kind === "boolean") return condition;
  return into.prim("not", [into.prim("not", [condition], origin)], origin);
}

/** The outcome where it is certain that one exit was not taken. */
function without(outcome: Outcome, exit: string): Outcome {
  const exits = outcome.exits.filter((other) => other !== exit);
  return {
    kind: "falls",
    exits,
    path: exits.length > 1 ? outcome.path : undefined,
    values: new Map([...outcome.values].filter(([name]) => exits.some((other) => slotsOf(other, name)))),
  };
}

interface EarlyLoop {
  readonly inits: readonly ValueId[];
  readonly carried: readonly ValueId[];
  readonly test: RegionBuilder;
  /** Whether to go on, computed by `test`; undefined where only the path says so. */
  readonly condition: ValueId | undefined;
  readonly body: RegionBuilder;
  readonly outcome: Outcome | Left;
  readonly counter?: { readonly index: ValueId; readonly step: number };
}

/** The usual exit first: falling off the end, then going on, then the others as they came. */
function orderedExits(exits: ReadonlySet<string>): readonly string[] {
  const rank = (exit: string): number => (exit === "yield" ? 0 : exit.startsWith("continue:") ? 1 : 2);
  return [...exits].toSorted((a, b) => rank(a) - rank(b));
}

function pathName(exits: readonly string[]): string {
  return exits.length === 2 ? "done" : "path";
}

/** Whether an exit carries a slot. */
function slotsOf(exit: string, slot: string): boolean {
  if (exit === "yield") return slot.startsWith("yield:");
  if (exit === "return") return slot === "return";
  return slot.startsWith(`${exit.slice(exit.indexOf(":") + 1)}:`);
}

function renaming(region: Region, values: readonly ValueId[]): (value: ValueId) => ValueId {
  const map = new Map(region.params.map((param, i) => [param, values[i]!]));
  return (value) => map.get(value) ?? value;
}

function renamed(region: Region, values: readonly ValueId[]): readonly Op[] {
  return mapRegionValues(region, { use: renaming(region, values) }).ops;
}

function mapTerminatorValues(region: Region, values: readonly ValueId[]): readonly ValueId[] {
  const end = mapTerminator(region.end, renaming(region, values));
  return end.kind === "yield" ? end.values : [];
}
