/**
 * Which memory each reference may mean: by allocation site and field, whatever the order of ops (Andersen 1994). More precise than
 * places, where it decides what a user sees: which parameters a function writes into, and whether it writes memory of the module.
 * All memory that hangs on a parameter is one site.
 */
import type {
  CallOp,
  FunctionId,
  IrFunction,
  Label,
  Op,
  OpaqueOp,
  Region,
  Terminator,
  Unit,
  ValueId,
} from "../ir/ir.ts";
import { isReference } from "../ir/types.ts";
import { eachOp } from "../ir/visit.ts";
import { calleesOf } from "./call-groups.ts";

/** Memory made at one place; parameters, modules and what a callee's result holds are places too. */
export interface Site {
  readonly kind: "local" | "parameter" | "module" | "inner";
  readonly fields: Map<string, Set<Site>>;
}

export interface Write {
  /** A store or another op that changes memory; or a call of a function that does. */
  readonly op: Op;
  readonly sites: ReadonlySet<Site>;
}

export interface PointsTo {
  readonly writes: readonly Write[];
  readonly effect: MemoryEffect;
  /** What a reference may mean, and what can be reached from there. */
  readonly sitesOf: (ref: ValueId) => ReadonlySet<Site>;
  readonly reachableFrom: (ref: ValueId) => ReadonlySet<Site>;
  /** Whether some parameters may share memory. */
  readonly isShared: boolean;
}

/** What a caller needs to know. */
export interface MemoryEffect {
  /** Whether what is returned is memory that nothing else holds. */
  readonly isFresh: boolean;
  /** For each parameter: whether memory that hangs on it is written. */
  readonly writes: readonly boolean[];
  /** Whether memory of one parameter, or of nobody knows whom, comes to hang on another one. */
  readonly keeps: boolean;
  /** For each parameter: whether memory that the call makes comes to hang on it. */
  readonly gains: readonly boolean[];
  /** Whether memory of modules is written, or memory that nobody knows. */
  readonly writesOthers: boolean;
}

interface Options {
  /** The effects of functions outside of the unit that it calls. */
  readonly known?: ReadonlyMap<FunctionId, MemoryEffect>;
  /** Whether arguments that share memory at a call make one site of the parameters; else each parameter is a site of its own. */
  readonly sharesArguments?: boolean;
}

/** Starts from the best that could be and looks again at the callers of what turned out worse. */
export function pointsTo(
  unit: Pick<Unit, "functions">,
  { known = new Map(), sharesArguments = false }: Options = {},
): ReadonlyMap<FunctionId, PointsTo> {
  const results = new Map<FunctionId, PointsTo>();
  const callersOf = new Map<FunctionId, FunctionId[]>();
  for (const fn of unit.functions.values()) {
    for (const callee of calleesOf(fn)) {
      const list = callersOf.get(callee);
      if (list) list.push(fn.id);
      else callersOf.set(callee, [fn.id]);
    }
  }
  const queue = [...unit.functions.keys()].toReversed();
  const sharedBy = new Map<FunctionId, number[]>();
  const share = (callee: FunctionId, first: number, second: number): void => {
    const groups = sharedBy.get(callee) ?? [...unit.functions.get(callee)!.params.keys()];
    sharedBy.set(callee, groups);
    const [from, to] = [groups[second], groups[first]];
    if (from === to) return;
    for (const [i, group] of groups.entries()) if (group === from) groups[i] = to!;
    if (!queue.includes(callee)) queue.push(callee);
  };
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const fn = unit.functions.get(id);
    if (!fn) continue;
    const effectOf = (callee: FunctionId): MemoryEffect | undefined => results.get(callee)?.effect ?? known.get(callee);
    const analysis = new Analysis(fn, effectOf, sharedBy.get(id));
    const result = analysis.run();
    if (sharesArguments)
      for (const { callee, first, second } of analysis.sharedArguments(unit)) share(callee, first, second);
    const before = results.get(id)?.effect;
    results.set(id, result);
    if (before ? isSame(before, result.effect) : isBest(result.effect)) continue;
    for (const caller of callersOf.get(id) ?? []) if (!queue.includes(caller)) queue.push(caller);
  }
  return results;
}

function isSame(a: MemoryEffect, b: MemoryEffect): boolean {
  if (a.isFresh !== b.isFresh || a.keeps !== b.keeps || a.writesOthers !== b.writesOthers) return false;
  return a.writes.every((bit, i) => bit === b.writes[i]) && a.gains.every((bit, i) => bit === b.gains[i]);
}

function isBest({ isFresh, keeps, gains, writes, writesOthers }: MemoryEffect): boolean {
  return isFresh && !keeps && !writesOthers && !writes.includes(true) && !gains.includes(true);
}

/** Whether all memory that a call writes is made during the call: what was there before stays as it is. */
export function isSelfContained({ writes, writesOthers }: MemoryEffect): boolean {
  return !writesOthers && !writes.includes(true);
}

/** Fields of arrays other than tuples: all elements are one. */
const elements = "[]";

class Analysis {
  readonly #fn: IrFunction;
  readonly #effectOf: (callee: FunctionId) => MemoryEffect | undefined;
  readonly #groups: readonly number[];
  readonly #sitesOf = new Map<ValueId, Set<Site>>();
  readonly #siteOfOp = new Map<Op, Site>();
  readonly #gained = new Map<CallOp, Site[]>();
  readonly #params: (Site | undefined)[] = [];
  readonly #writes = new Map<Op, Set<Site>>();
  readonly #targets = new Map<Label, { readonly breaks: readonly ValueId[]; readonly continues: readonly ValueId[] }>();
  readonly #returned = new Set<Site>();
  /** What host code gives, which may be anybody's. */
  readonly #foreign = new Set<Site>();
  #keeps = false;
  /** What is written through. */
  readonly #writtenThrough = new Set<ValueId>();
  #writesOthers = false;
  #changed = false;

  /** `groups`: for each parameter the number of one that it may share memory with. */
  constructor(
    fn: IrFunction,
    effectOf: (callee: FunctionId) => MemoryEffect | undefined,
    groups: readonly number[] = [...fn.params.keys()],
  ) {
    this.#fn = fn;
    this.#effectOf = effectOf;
    this.#groups = groups;
  }

  run(): PointsTo {
    const siteOfGroup = this.#groups.map(() => selfContained("parameter"));
    for (const [i, param] of this.#fn.params.entries()) {
      const site = this.#isReference(param) ? siteOfGroup[this.#groups[i]!] : undefined;
      this.#params.push(site);
      if (site) this.#add(param, [site]);
    }
    do {
      this.#changed = false;
      this.#flow(this.#fn.body, []);
    } while (this.#changed);
    const written = new Set([...this.#writes.values()].flatMap((sites) => [...sites]));
    const isKnown = (ref: ValueId): boolean =>
      this.#sites(ref).size > 0 &&
      [...reachable(this.#sites(ref))].every((site) => site.kind !== "module" && !this.#foreign.has(site));
    return {
      writes: [...this.#writes].map(([op, sites]) => ({ op, sites })),
      sitesOf: (ref) => this.#sites(ref),
      reachableFrom: (ref) => reachable(this.#sites(ref)),
      isShared: this.#groups.some((group, i) => group !== i),
      effect: {
        isFresh: this.#isFresh(),
        writes: this.#params.map((site) => site !== undefined && written.has(site)),
        ...this.#kept(),
        writesOthers: this.#writesOthers || ![...this.#writtenThrough].every(isKnown),
      },
    };
  }

  #isFresh(): boolean {
    const kept = reachable(this.#params.flatMap((site) => site ?? []));
    return [...reachable(this.#returned)].every(
      (site) => (site.kind === "local" || site.kind === "inner") && !kept.has(site),
    );
  }

  /** What hangs on parameters in the end that did not before. */
  #kept(): Pick<MemoryEffect, "keeps" | "gains"> {
    const own = new Set(this.#params.flatMap((site) => site ?? []));
    const hanging = [...own].map((site) => [site, reachable([site])] as const);
    const isStrange = (site: Site): boolean => site.kind === "module" || this.#foreign.has(site);
    const isLinked = hanging.some(
      ([one, sites], i) =>
        [...sites].some((site) => site !== one && (own.has(site) || isStrange(site))) ||
        hanging.some(([, others], j) => j < i && [...sites].some((site) => others.has(site))),
    );
    const gains = this.#params.map((site) => site !== undefined && reachable([site]).size > 1);
    return { keeps: this.#keeps || isLinked, gains };
  }

  /** The pairs of arguments of calls from which one gets to the same memory. */
  *sharedArguments({ functions }: Pick<Unit, "functions">): Iterable<{
    readonly callee: FunctionId;
    readonly first: number;
    readonly second: number;
  }> {
    const calls: CallOp[] = [];
    eachOp(this.#fn.body, (op) => void (op.kind === "call" && functions.has(op.callee) && calls.push(op)));
    for (const { callee, args } of calls) {
      const given = args.map((arg) => reachable(this.#sites(arg)));
      for (const [second, sites] of given.entries()) {
        const first = given.findIndex((other, i) => i < second && [...sites].some((site) => other.has(site)));
        if (first >= 0) yield { callee, first, second };
      }
    }
  }

  #isReference(value: ValueId): boolean {
    const type = this.#fn.values[value]?.type;
    return type !== undefined && isReference(type);
  }

  #add(value: ValueId, sites: Iterable<Site>): void {
    let set = this.#sitesOf.get(value);
    if (!set) this.#sitesOf.set(value, (set = new Set()));
    this.#grow(set, sites);
  }

  #grow(set: Set<Site>, sites: Iterable<Site>): void {
    const { size } = set;
    for (const site of sites) set.add(site);
    if (set.size !== size) this.#changed = true;
  }

  #sites(value: ValueId): ReadonlySet<Site> {
    return this.#sitesOf.get(value) ?? none;
  }

  #pass(from: readonly ValueId[], to: readonly ValueId[]): void {
    for (const [i, value] of from.entries()) {
      const target = to[i];
      if (target !== undefined && this.#isReference(target)) this.#add(target, this.#sites(value));
    }
  }

  #write(op: Op, ref: ValueId, sites: Iterable<Site> = this.#sites(ref)): void {
    this.#writtenThrough.add(ref);
    let set = this.#writes.get(op);
    if (!set) this.#writes.set(op, (set = new Set()));
    this.#grow(set, sites);
  }

  #flow(region: Region, targets: readonly ValueId[]): void {
    for (const op of region.ops) this.#op(op);
    this.#end(region.end, targets);
  }

  #end(end: Terminator, targets: readonly ValueId[]): void {
    switch (end.kind) {
      case "yield":
      case "condition":
        return this.#pass(end.values, targets);
      case "break":
        return this.#pass(end.values, this.#targets.get(end.label)?.breaks ?? []);
      case "continue":
        return this.#pass(end.values, this.#targets.get(end.label)?.continues ?? []);
      case "return":
        if (end.value !== undefined) for (const site of this.#sites(end.value)) this.#returned.add(site);
        return undefined;
      case "throw":
        return undefined;
    }
  }

  #op(op: Op): void {
    switch (op.kind) {
      case "array": {
        const site = this.#siteOf(op);
        const isTuple = this.#fn.values[op.result]?.type.kind === "tuple";
        for (const [i, { kind, value }] of op.elements.entries()) {
          this.#put(site, isTuple ? String(i) : elements, kind === "value" ? this.#sites(value) : this.#copied(value));
        }
        return this.#add(op.result, [site]);
      }
      case "record": {
        const site = this.#siteOf(op);
        for (const { name, value } of op.fields) this.#put(site, name, this.#sites(value));
        return this.#add(op.result, [site]);
      }
      case "allocate":
      case "zeros-like":
      case "clone":
        return this.#isReference(op.result) ? this.#add(op.result, [this.#siteOf(op)]) : undefined;
      case "opaque":
        if (!this.#isReference(op.result)) return undefined;
        return this.#foreignResult(op);
      case "call":
        return this.#call(op);
      case "cast":
        return this.#pass([op.arg], [op.result]);
      case "view":
        return this.#pass([op.ref], [op.result]);
      case "prim":
        return op.prim === "select" ? op.args.forEach((arg) => this.#pass([arg], [op.result])) : undefined;
      case "load":
        if (!this.#isReference(op.result)) return undefined;
        return this.#add(op.result, this.#held(op.ref, op.key.kind === "field" ? op.key.name : undefined));
      case "pop":
        this.#write(op, op.ref);
        return this.#isReference(op.result) ? this.#add(op.result, this.#held(op.ref)) : undefined;
      case "store":
        this.#write(op, op.ref);
        return this.#store(op.ref, op.key.kind === "field" ? op.key.name : elements, this.#sites(op.value));
      case "fill":
        this.#write(op, op.ref);
        return this.#store(op.ref, elements, this.#sites(op.value));
      case "push":
        this.#write(op, op.ref);
        for (const { kind, value } of op.elements)
          this.#store(op.ref, elements, kind === "value" ? this.#sites(value) : this.#copied(value));
        return undefined;
      case "if":
        this.#flow(op.then, op.results);
        return this.#flow(op.else, op.results);
      case "for": {
        const carried = op.body.params.slice(1);
        this.#targets.set(op.label, { breaks: op.results, continues: carried });
        this.#pass(op.inits, carried);
        this.#flow(op.body, carried);
        return this.#pass(carried, op.results);
      }
      case "while":
        this.#targets.set(op.label, { breaks: op.results, continues: op.before.params });
        this.#pass(op.inits, op.before.params);
        this.#flow(op.before, op.after.params);
        this.#flow(op.after, op.before.params);
        return this.#pass(op.after.params, op.results);
      case "block":
        this.#targets.set(op.label, { breaks: op.results, continues: [] });
        return this.#flow(op.body, op.results);
      case "try":
        this.#flow(op.body, op.results);
        return this.#flow(op.handler, op.results);
      default:
        return undefined;
    }
  }

  #foreignResult(op: OpaqueOp): void {
    const site = this.#siteOf(op, op.args.length === 0 ? "module" : "local");
    for (const one of reachable([site])) this.#foreign.add(one);
    this.#add(op.result, [site]);
  }

  /** What a spread hands on: nothing where the elements are no references. */
  #copied(ref: ValueId): ReadonlySet<Site> {
    const type = this.#fn.values[ref]?.type;
    const isPlain = type?.kind === "typed-array" || (type?.kind === "array" && !isReference(type.element));
    return isPlain ? none : this.#held(ref);
  }

  #store(ref: ValueId, field: string, held: ReadonlySet<Site>): void {
    if (held.size > 0) for (const site of this.#sites(ref)) this.#put(site, field, held);
  }

  #call(op: CallOp): void {
    const effect = this.#effectOf(op.callee);
    const given = op.args.map((arg) => reachable(this.#sites(arg)));
    if (effect?.writesOthers) this.#writesOthers = true;
    if (effect?.keeps) {
      // What hangs on one argument may hang on any other afterwards.
      const all = new Set(given.flatMap((sites) => [...sites]));
      for (const site of all) this.#put(site, elements, all);
      if ([...all].some(({ kind }) => kind === "parameter")) this.#keeps = true;
    }
    for (const [i, sites] of given.entries())
      if (effect?.gains[i] && !effect.keeps)
        for (const site of sites) this.#put(site, elements, [this.#gainedAt(op, i)]);
    for (const [i, sites] of given.entries()) if (effect?.writes[i]) this.#write(op, op.args[i]!, sites);
    if (!this.#isReference(op.result)) return;
    if (effect?.isFresh ?? true) return this.#add(op.result, [this.#siteOf(op)]);
    for (const sites of given) this.#add(op.result, sites);
    this.#add(op.result, [this.#siteOf(op)]);
  }

  /** Memory that a call leaves hanging on one of its arguments. */
  #gainedAt(op: CallOp, index: number): Site {
    const gained = this.#gained.get(op) ?? [];
    this.#gained.set(op, gained);
    return (gained[index] ??= selfContained("inner"));
  }

  #siteOf(op: Op, kind: Site["kind"] = "local"): Site {
    let site = this.#siteOfOp.get(op);
    if (!site) {
      if (kind === "module") site = selfContained("module");
      else {
        site = { kind, fields: new Map() };
        // What a callee or the host built inside its result is memory of its own, whose parts are not told apart.
        if (op.kind === "call" || op.kind === "opaque" || op.kind === "clone" || op.kind === "zeros-like")
          site.fields.set(elements, new Set([selfContained("inner")]));
      }
      this.#siteOfOp.set(op, site);
    }
    return site;
  }

  #put(site: Site, field: string, held: Iterable<Site>): void {
    let set = site.fields.get(field);
    if (!set) site.fields.set(field, (set = new Set()));
    this.#grow(set, held);
  }

  /** What a field of a reference may be; without a name any element. Elements not told apart may be any field. */
  #held(ref: ValueId, field?: string): ReadonlySet<Site> {
    const held = new Set<Site>();
    for (const site of this.#sites(ref)) {
      const sets =
        field === undefined ? [...site.fields.values()] : [site.fields.get(field), site.fields.get(elements)];
      for (const set of sets) for (const one of set ?? none) held.add(one);
    }
    return held;
  }
}

const none: ReadonlySet<Site> = new Set();

function selfContained(kind: Site["kind"]): Site {
  const site: Site = { kind, fields: new Map() };
  site.fields.set(elements, new Set([site]));
  return site;
}

function reachable(from: Iterable<Site>): ReadonlySet<Site> {
  const reached = new Set(from);
  for (const site of reached) for (const set of site.fields.values()) for (const one of set) reached.add(one);
  return reached;
}
