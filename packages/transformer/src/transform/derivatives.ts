/**
 * The derivatives of one unit that are wanted so far: every private variant of a callee is made once, by what is active.
 *
 * A variant is a function of the IR like any other, so that derivatives of derivatives need nothing more: the unit grows, and
 * flows of new functions are computed when they are first asked for.
 */
import { InternalError } from "../base/internal-error.ts";
import { activityOf } from "../analysis/activity.ts";
import type { ZeroOnPurpose } from "../analysis/zero-on-purpose.ts";
import type { Activity } from "../analysis/activity.ts";
import { aliasKey } from "../analysis/alias-pattern.ts";
import type { Aliases } from "../analysis/alias-pattern.ts";
import { flowWith, flowsOf } from "../analysis/flow.ts";
import type { Flow } from "../analysis/flow.ts";
import { isSelfContained, pointsTo } from "../analysis/points-to.ts";
import type { MemoryEffect } from "../analysis/points-to.ts";
import { callGroups, calleesOf } from "../analysis/call-groups.ts";
import { functionEffects } from "../ir/effects.ts";
import type { Effects } from "../ir/effects.ts";
import { functionId } from "../ir/ir.ts";
import type { FunctionId, IrFunction, Op, Unit, ValueId } from "../ir/ir.ts";
import type { OwnRule } from "../ir/request.ts";
import { GrowingTypes, tangentOf } from "../ir/types.ts";
import { bodyId, standIn } from "./own-rules.ts";

/** One bit a parameter: whether it is differentiated; a further one where the returned memory needs a shadow (call-mask.ts). */
export type Mask = readonly boolean[];

export interface Lost {
  readonly fn: IrFunction;
  readonly op: Op;
  readonly value: ValueId;
}

export class Derivatives<Variant = unknown> {
  readonly types: GrowingTypes;
  readonly functions: Map<FunctionId, IrFunction>;
  /** Where a derivative would be lost, in the order in which it was noticed. */
  readonly lost: Lost[] = [];
  /** Where a derivative is 0 on purpose, in the functions that the user wrote. */
  readonly zerosOnPurpose: { readonly fn: IrFunction; readonly zero: ZeroOnPurpose }[] = [];
  /** The functions that the user wrote, also with structured exits. */
  readonly #written: Set<FunctionId>;
  readonly #flows = new Map<FunctionId, Flow>();
  readonly #recursive = new Map<FunctionId, boolean>();
  readonly #effects = new Map<FunctionId, MemoryEffect>();
  readonly #activities = new Map<string, Activity>();
  readonly #memo = new Map<string, unknown>();
  /** Differentiated callees of the reverse mode, by what is active at the call. */
  readonly variants: Map<string, Variant> = new Map();

  /** Own rules, by the function that each is of. */
  readonly rules: ReadonlyMap<FunctionId, OwnRule>;

  constructor(unit: Unit, rules: ReadonlyMap<FunctionId, OwnRule> = new Map()) {
    this.types = new GrowingTypes(unit.types);
    this.functions = new Map(unit.functions);
    this.#written = new Set(unit.functions.keys());
    this.rules = rules;
    for (const id of rules.keys()) {
      const fn = unit.functions.get(id);
      if (fn) this.addForm({ ...fn, id: bodyId(id) }, id);
    }
  }

  get unit(): Unit {
    return { functions: this.functions, types: this.types };
  }

  /** What a function does to its caller. */
  effectsOf(id: FunctionId): Effects | undefined {
    return functionEffects(this.#reach(id, new Map())).get(id);
  }

  /** A function and everything that it calls. */
  calledBy(id: FunctionId): readonly IrFunction[] {
    return [...this.#reach(id, new Map()).functions.values()];
  }

  functionOf(id: FunctionId): IrFunction {
    const fn = this.functions.get(id);
    if (!fn) throw new InternalError(`no function ${id}`);
    return fn;
  }

  /** Adds another form of a function that the user wrote. */
  addForm(fn: IrFunction, of: FunctionId): void {
    this.add(fn);
    if (this.#written.has(of)) this.#written.add(fn.id);
  }

  add(fn: IrFunction): void {
    this.functions.set(fn.id, fn);
  }

  /** Puts another text of the same function in its place: what was known of it is looked at anew. */
  replace(fn: IrFunction): void {
    if (this.functions.get(fn.id) === fn) return;
    this.add(fn);
    this.#flows.delete(fn.id);
    this.#recursive.clear();
    this.#effects.clear();
    for (const key of this.#activities.keys()) if (key.startsWith(`${fn.id}/`)) this.#activities.delete(key);
    this.#memo.delete(`structured:${fn.id}`);
  }

  /** `aliases`: which memory of its parameters may be one. */
  flow(id: FunctionId, aliases: Aliases = []): Flow {
    if (aliases.length > 0) {
      return this.once(`flow:${id}/${aliasKey(aliases)}`, () => {
        this.flow(id);
        return flowWith(this.functionOf(id), this.#flows, aliases);
      });
    }
    if (!this.#flows.has(id)) flowsOf(this.#withStandIns(this.#reach(id, this.#flows)), this.#flows);
    const flow = this.#flows.get(id);
    if (!flow) throw new InternalError(`no function ${id}`);
    return flow;
  }

  /** What flows through a function with a rule is the rule's to say: everything may. */
  #withStandIns(unit: Unit): Unit {
    if (this.rules.size === 0) return unit;
    const functions = [...unit.functions].map(
      ([id, fn]) => [id, this.rules.has(id) ? standIn(fn, this.types) : fn] as const,
    );
    return { ...unit, functions: new Map(functions) };
  }

  /** Whether a call of a function writes no memory that was there before. */
  isSelfContained(id: FunctionId): boolean {
    if (!this.#effects.has(id))
      for (const [each, { effect }] of pointsTo(this.#reach(id, this.#effects), { known: this.#effects }))
        this.#effects.set(each, effect);
    return isSelfContained(this.#effects.get(id)!);
  }

  /** For each parameter of a function of the user's: whether memory that hangs on it is written. */
  writesInto(id: FunctionId): readonly boolean[] {
    return this.once(`writes:${id}`, () => pointsTo(this.#reach(id, new Map())).get(id)?.effect.writes ?? []);
  }

  /** For each parameter: whether its final content is an output that carries derivatives. */
  writtenParameters(id: FunctionId): readonly boolean[] {
    const fn = this.functionOf(id);
    const writes = this.writesInto(id);
    return fn.params.map(
      (param, i) => writes[i] === true && tangentOf(fn.values[param]!.type, this.types) !== undefined,
    );
  }

  /** Of a function that is no part of the unit. */
  flowOf(fn: IrFunction): Flow {
    for (const callee of calleesOf(fn)) this.flow(callee);
    return flowWith(fn, this.#flows, []);
  }

  /** Whether a function can come to call itself. */
  isRecursive(id: FunctionId): boolean {
    if (!this.#recursive.has(id)) {
      // A circle of calls is found as a whole, so none leads through what is known already.
      const unit = this.#reach(id, this.#recursive);
      for (const { members, isRecursive } of callGroups(unit))
        for (const fn of members) this.#recursive.set(fn.id, isRecursive);
    }
    return this.#recursive.get(id) ?? false;
  }

  /** The function with everything that it calls, as far as that is not in `known`. */
  #reach(id: FunctionId, known: ReadonlyMap<FunctionId, unknown>): Unit {
    const functions = new Map<FunctionId, IrFunction>();
    const waiting = [id];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (functions.has(next) || known.has(next)) continue;
      const fn = this.functionOf(next);
      functions.set(next, fn);
      waiting.push(...calleesOf(fn));
    }
    return { functions, types: this.types };
  }

  activity(id: FunctionId, mask: Mask, aliases: Aliases = []): Activity {
    const key = `${variantKey(id, mask)}/${aliasKey(aliases)}`;
    let known = this.#activities.get(key);
    if (!known) {
      known = activityOf(this.flow(id, aliases), mask, this.types);
      this.#activities.set(key, known);
      const fn = this.functionOf(id);
      for (const lost of known.lost) this.lost.push({ fn, ...lost });
      if (this.#written.has(id)) for (const zero of known.zerosOnPurpose) this.zerosOnPurpose.push({ fn, zero });
    }
    return known;
  }

  /** What `make` gives for a key, made once; `make` may ask for the same key again only through `early`. */
  once<T>(key: string, make: () => T): T {
    if (!this.#memo.has(key)) this.#memo.set(key, make());
    return this.#memo.get(key) as T;
  }
}

export function variantKey(id: FunctionId, mask: Mask): string {
  return `${id}/${mask.map((bit) => (bit ? "1" : "0")).join("")}`;
}

/** The id of a variant: one a role, function and mask. */
export function variantId(role: string, id: FunctionId, mask: Mask): FunctionId {
  return functionId(`${role}:${variantKey(id, mask)}`);
}

/** Beyond this, the name of a private function does not say what it is differentiated by: variants are told apart by numbers. */
const longestName = 32;

/** The name of a variant: without suffix where all that can be differentiated is, else with the names of what is. */
export function variantName(fn: IrFunction, role: string, mask: Mask, full: Mask): string {
  const name = `${fn.name}_${role}`;
  const suffix = maskSuffix(fn, mask, full);
  return name.length + suffix.length > longestName ? name : `${name}${suffix}`;
}

/** "" where all that can be differentiated is, else the names of what is: `_x_y`. */
export function maskSuffix(fn: IrFunction, mask: Mask, full: Mask): string {
  if (mask.length === full.length && full.every((bit, i) => bit === mask[i])) return "";
  const which = fn.params.flatMap((param, i) => (mask[i] ? [fn.values[param]!.name ?? `arg${i + 1}`] : []));
  if (mask[fn.params.length]) which.push("result");
  return `_${which.join("_")}`;
}
