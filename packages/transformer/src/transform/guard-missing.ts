/**
 * Where a throw is caught, what JavaScript throws for a member of nothing is thrown in so many words, so that structured exits know of it:
 *   %2 = load %row[1]      =>   if %row === undefined { throw new TypeError("Cannot read properties of undefined (reading '1')") } ; …
 * In bodies of `try`, and in all functions that are called from there; only where a reference may be nothing (analysis/missing).
 * Needs: ssa. Gives: ssa.
 */
import { absences, mayBeMissing, usesOf } from "../analysis/missing.ts";
import type { Definitions, Use } from "../analysis/missing.ts";
import { phiSources } from "../analysis/phi-sources.ts";
import { factsOf } from "../analysis/facts.ts";
import { FunctionBuilder } from "../ir/build.ts";
import type { RegionBuilder } from "../ir/build.ts";
import { isLengthStore, isRemoval } from "../ir/ir.ts";
import type { FunctionId, IrFunction, Op, Origin, Region, Unit, ValueId } from "../ir/ir.ts";
import { isReference, opaqueType } from "../ir/types.ts";
import type { TypeTable } from "../ir/types.ts";
import { eachOp, mapRegions, regionsOf, resultsOf } from "../ir/visit.ts";

export function guardMissing(unit: Unit): Unit {
  const functions = new Map(unit.functions);
  const caught = caughtFunctions(unit);
  const missing = missingParameters(unit, caught);
  for (const fn of unit.functions.values()) {
    const isWhole = caught.has(fn.id);
    if (!isWhole && !hasTry(fn)) continue;
    functions.set(fn.id, new Guard(fn, unit.types, missing.get(fn.id) ?? new Set()).run(isWhole));
  }
  return { ...unit, functions };
}

function hasTry(fn: IrFunction): boolean {
  let found = false;
  eachOp(fn.body, (op) => void (found ||= op.kind === "try"));
  return found;
}

/** Functions that are called from inside a `try`, by others too. */
function caughtFunctions({ functions }: Unit): ReadonlySet<FunctionId> {
  const caught = new Set<FunctionId>();
  const callees = (region: Region, isInside: boolean): void => {
    for (const op of region.ops) {
      if (op.kind === "call" && isInside) caught.add(op.callee);
      if (op.kind === "try") {
        callees(op.body, true);
        callees(op.handler, isInside);
      } else for (const inner of regionsOf(op)) callees(inner, isInside);
    }
  };
  for (const fn of functions.values()) callees(fn.body, false);
  // A set is walked in the order of insertion, also by what is added on the way.
  for (const id of caught) {
    const fn = functions.get(id);
    if (fn) callees(fn.body, true);
  }
  return caught;
}

/** Parameters of caught functions that some call passes nothing for. */
function missingParameters(
  { functions }: Unit,
  caught: ReadonlySet<FunctionId>,
): ReadonlyMap<FunctionId, ReadonlySet<ValueId>> {
  const missing = new Map<FunctionId, Set<ValueId>>();
  for (let changed = caught.size > 0; changed;) {
    changed = false;
    for (const fn of functions.values()) {
      const known = definitionsOf(fn, missing.get(fn.id) ?? new Set());
      eachOp(fn.body, (op) => {
        if (op.kind !== "call" || !caught.has(op.callee)) return;
        const params = functions.get(op.callee)?.params ?? [];
        let own = missing.get(op.callee);
        if (!own) missing.set(op.callee, (own = new Set()));
        for (const [i, arg] of op.args.entries()) {
          const param = params[i];
          if (param === undefined || own.has(param) || !mayBeMissing(arg, known)) continue;
          own.add(param);
          changed = true;
        }
      });
    }
  }
  return missing;
}

function definitionsOf(fn: IrFunction, missing: ReadonlySet<ValueId>): Definitions {
  const definition = new Map<ValueId, Op>();
  let isShortened = false;
  eachOp(fn.body, (op) => {
    for (const result of resultsOf(op)) definition.set(result, op);
    if (op.kind === "pop" || op.kind === "call" || isLengthStore(op) || isRemoval(op)) isShortened = true;
  });
  const facts = factsOf(fn, () => isShortened);
  const params = new Set(fn.params);
  return {
    typeOf: (value) => fn.values[value]!.type,
    definitionOf: (value) => definition.get(value),
    parameter: (value) => (params.has(value) ? (missing.has(value) ? "missing" : "present") : undefined),
    isInRange: facts.isInRange,
    sources: phiSources(fn),
  };
}

/** Whether nothing in a function changes what references memory holds, once it is made. */
function keepsReferences(fn: IrFunction): boolean {
  let keeps = true;
  eachOp(fn.body, (op) => {
    const isOfReference = op.kind === "store" && isReference(fn.values[op.value]!.type);
    if (isOfReference || isLengthStore(op) || isRemoval(op) || ["push", "pop", "fill", "call"].includes(op.kind))
      keeps = false;
  });
  return keeps;
}

class Guard {
  readonly #fn: IrFunction;
  readonly #builder: FunctionBuilder;
  readonly #known: Definitions;
  readonly #keepsReferences: boolean;

  constructor(fn: IrFunction, types: TypeTable, missing: ReadonlySet<ValueId>) {
    this.#fn = fn;
    this.#builder = FunctionBuilder.from(fn, {}, types);
    this.#known = definitionsOf(fn, missing);
    this.#keepsReferences = keepsReferences(fn);
  }

  run(isWhole: boolean): IrFunction {
    const { params, resultType, body } = this.#fn;
    return this.#builder.finish(params, resultType, this.#region(body, isWhole, new Set()));
  }

  /** `checked`: what was found to be there on the way. */
  #region(region: Region, isCaught: boolean, checked: ReadonlySet<string>): Region {
    const here = new Set(checked);
    const into = this.#builder.region(region.params);
    for (const op of region.ops) {
      if (isCaught) for (const use of usesOf(op)) this.#require(use, op.origin, here, into);
      if (op.kind === "try")
        into.append({
          ...op,
          body: this.#region(op.body, true, here),
          handler: this.#region(op.handler, isCaught, here),
        });
      else into.append(mapRegions(op, (inner) => this.#region(inner, isCaught, here)));
    }
    return into.finish(region.end);
  }

  #require(use: Use, origin: Origin, checked: Set<string>, into: RegionBuilder): void {
    const { ref } = use;
    const place = this.#placeOf(ref);
    if (checked.has(place) || !mayBeMissing(ref, this.#known)) return;
    checked.add(place);
    for (const absent of this.#absencesOf(ref)) {
      const then = this.#builder.region();
      const thrown = then.opaque(
        { ...errorText(use, absent), effect: "pure", precedence: 20, origin },
        opaqueType("TypeError"),
      );
      into.if_({
        condition: into.prim("eq", [ref, into.const_(absent, origin)], origin),
        then: then.finish({ kind: "throw", value: thrown, origin }),
        else: this.#builder.region().yields([], origin),
        results: [],
        origin,
      });
    }
  }

  /** The same text for what is certainly the same: read from one place twice, where no memory takes the place of other. */
  #placeOf(ref: ValueId): string {
    const op = this.#known.definitionOf(ref);
    if (op?.kind === "cast") return this.#placeOf(op.arg);
    if (op?.kind !== "load" || !this.#keepsReferences) return `%${ref}`;
    const key = op.key.kind === "field" ? op.key.name : `%${op.key.index}`;
    return `${this.#placeOf(op.ref)}[${key}]`;
  }

  /** Nothing by an index is undefined; by `!` what the type in front of it says. */
  #absencesOf(ref: ValueId): readonly (undefined | null)[] {
    const op = this.#known.definitionOf(ref);
    if (op?.kind !== "cast") return [undefined];
    const own = absences(this.#known.typeOf(op.arg));
    return own.length > 0 ? own : this.#absencesOf(op.arg);
  }
}

/** V8's words. */
function errorText({ what }: Use, absent: undefined | null): { pieces: readonly string[]; args: readonly ValueId[] } {
  if (what.kind === "iterate") return { pieces: [`new TypeError("${absent} is not iterable")`], args: [] };
  const [verb, doing] = what.kind === "read" ? ["read", "reading"] : ["set", "setting"];
  const start = `new TypeError(\`Cannot ${verb} properties of ${absent} (${doing} '`;
  if (what.key.kind === "field")
    return {
      pieces: [`new TypeError("Cannot ${verb} properties of ${absent} (${doing} '${what.key.name}')")`],
      args: [],
    };
  return { pieces: [`${start}\${`, "}')`)"], args: [what.key.index] };
}
