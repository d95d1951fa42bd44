/**
 * Which memory each reference of a function may mean: by allocation site and field, whatever the order of ops (Andersen 1994),
 * with the places where memory is named, used and stored. For `aliases.ts` only.
 */
import type { FunctionId, IrFunction, Label, Op, Region, Terminator, ValueId } from "../ir/ir.ts";
import { isReference } from "../ir/types.ts";
import { operandsOf, regionsOf, resultsOf, terminatorOperands } from "../ir/visit.ts";

/** Memory made at one place; parameters, modules and what a callee's result holds are places too. */
export interface Site {
  readonly kind: "local" | "parameter" | "module" | "inner";
  /** Position of the op that makes it. */
  readonly at: number;
  readonly fields: Map<string, Set<Site>>;
}

export interface Write {
  readonly op: Op & { readonly kind: "store" | "push" | "fill" | "pop" };
  readonly at: number;
}

export interface Loop {
  readonly start: number;
  end: number;
}

export interface PointsTo {
  readonly sitesOf: ReadonlyMap<ValueId, ReadonlySet<Site>>;
  readonly writes: readonly Write[];
  /** Where a value is stored into other memory. */
  readonly escapesOf: ReadonlyMap<ValueId, readonly number[]>;
  /** Where what an array holds is copied into another. */
  readonly spreads: readonly ValueId[];
  readonly usesOf: ReadonlyMap<ValueId, readonly number[]>;
  readonly definedAt: ReadonlyMap<ValueId, number>;
  /** Read from other memory. */
  readonly isLoaded: ReadonlySet<ValueId>;
  /** The value that a cast is another view of. */
  readonly castOf: ReadonlyMap<ValueId, ValueId>;
  loopsAround(at: number): readonly Loop[];
  /** Whether what is returned is memory that nothing else holds. */
  readonly isFresh: boolean;
}

/** Fields of arrays other than tuples: all elements are one. */
const elements = "[]";

export function pointsTo(fn: IrFunction, isFresh: (callee: FunctionId) => boolean): PointsTo {
  return new Analysis(fn, isFresh).run();
}

class Analysis {
  readonly #fn: IrFunction;
  readonly #isFreshCall: (callee: FunctionId) => boolean;
  readonly #sitesOf = new Map<ValueId, Set<Site>>();
  readonly #siteOfOp = new Map<Op, Site>();
  readonly #writes: Write[] = [];
  readonly #escapesOf = new Map<ValueId, number[]>();
  readonly #spreads: ValueId[] = [];
  readonly #usesOf = new Map<ValueId, number[]>();
  readonly #definedAt = new Map<ValueId, number>();
  readonly #isLoaded = new Set<ValueId>();
  readonly #castOf = new Map<ValueId, ValueId>();
  readonly #loops: Loop[] = [];
  readonly #positionOf = new Map<Op, number>();
  readonly #targets = new Map<Label, { readonly breaks: readonly ValueId[]; readonly continues: readonly ValueId[] }>();
  readonly #returned = new Set<Site>();
  #changed = false;
  #clock = 0;

  constructor(fn: IrFunction, isFresh: (callee: FunctionId) => boolean) {
    this.#fn = fn;
    this.#isFreshCall = isFresh;
  }

  run(): PointsTo {
    for (const param of this.#fn.params) {
      this.#definedAt.set(param, 0);
      if (this.#isReference(param)) this.#add(param, [selfContained("parameter", 0)]);
    }
    this.#place(this.#fn.body);
    do {
      this.#changed = false;
      this.#flow(this.#fn.body, []);
    } while (this.#changed);
    return {
      sitesOf: this.#sitesOf,
      writes: this.#writes,
      escapesOf: this.#escapesOf,
      spreads: this.#spreads,
      usesOf: this.#usesOf,
      definedAt: this.#definedAt,
      isLoaded: this.#isLoaded,
      castOf: this.#castOf,
      loopsAround: (at) => this.#loops.filter(({ start, end }) => start <= at && at <= end),
      isFresh: [...reachable(this.#returned)].every(({ kind }) => kind === "local" || kind === "inner"),
    };
  }

  #isReference(value: ValueId): boolean {
    const type = this.#fn.values[value]?.type;
    return type !== undefined && isReference(type);
  }

  // -- positions, uses ---------------------------------------------------------------------------------------------------------

  #place(region: Region): void {
    for (const param of region.params) this.#definedAt.set(param, this.#clock);
    for (const op of region.ops) {
      const at = ++this.#clock;
      this.#positionOf.set(op, at);
      if (op.kind !== "cast") for (const operand of operandsOf(op)) this.#use(operand, at);
      const isLoop = op.kind === "for" || op.kind === "while";
      const start = isLoop ? ++this.#clock : at;
      const loop = isLoop ? { start, end: start } : undefined;
      if (loop) this.#loops.push(loop);
      for (const inner of regionsOf(op)) this.#place(inner);
      if (loop) loop.end = ++this.#clock;
      for (const result of resultsOf(op)) this.#definedAt.set(result, regionsOf(op).length > 0 ? ++this.#clock : at);
      this.#note(op, at);
    }
    const at = ++this.#clock;
    for (const value of terminatorOperands(region.end)) this.#use(value, at);
  }

  #use(value: ValueId, at: number): void {
    if (this.#isReference(value)) this.#append(this.#usesOf, value, at);
  }

  #note(op: Op, at: number): void {
    switch (op.kind) {
      case "store":
        this.#writes.push({ op, at });
        return this.#escape(op.value, at);
      case "fill":
        this.#writes.push({ op, at });
        return undefined;
      case "pop":
        this.#writes.push({ op, at });
        this.#isLoaded.add(op.result);
        return undefined;
      case "push":
      case "array":
        if (op.kind === "push") this.#writes.push({ op, at });
        for (const { kind, value } of op.elements) {
          if (kind === "value") this.#escape(value, at);
          else this.#spreads.push(value);
        }
        return undefined;
      case "record":
        for (const { value } of op.fields) this.#escape(value, at);
        return undefined;
      case "load":
        this.#isLoaded.add(op.result);
        return undefined;
      case "cast":
        this.#castOf.set(op.result, op.arg);
        return undefined;
      default:
        return undefined;
    }
  }

  #escape(value: ValueId, at: number): void {
    if (this.#isReference(value)) this.#append(this.#escapesOf, value, at);
  }

  #append(map: Map<ValueId, number[]>, value: ValueId, at: number): void {
    const list = map.get(value);
    if (list) list.push(at);
    else map.set(value, [at]);
  }

  // -- flow --------------------------------------------------------------------------------------------------------------------

  #add(value: ValueId, sites: Iterable<Site>): void {
    let set = this.#sitesOf.get(value);
    if (!set) this.#sitesOf.set(value, (set = new Set()));
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
          this.#put(site, isTuple ? String(i) : elements, kind === "value" ? this.#sites(value) : this.#held(value));
        }
        return this.#add(op.result, [site]);
      }
      case "record": {
        const site = this.#siteOf(op);
        for (const { name, value } of op.fields) this.#put(site, name, this.#sites(value));
        return this.#add(op.result, [site]);
      }
      case "allocate":
        return this.#add(op.result, [this.#siteOf(op)]);
      case "opaque":
        if (!this.#isReference(op.result)) return undefined;
        return this.#add(op.result, [this.#siteOf(op, op.args.length === 0 ? "module" : "local")]);
      case "call":
        return this.#call(op);
      case "cast":
        return this.#pass([op.arg], [op.result]);
      case "load":
        if (!this.#isReference(op.result)) return undefined;
        return this.#add(op.result, this.#held(op.ref, op.key.kind === "field" ? op.key.name : undefined));
      case "pop":
        return this.#isReference(op.result) ? this.#add(op.result, this.#held(op.ref)) : undefined;
      case "store":
        if (!this.#isReference(op.value)) return undefined;
        for (const site of this.#sites(op.ref)) {
          this.#put(site, op.key.kind === "field" ? op.key.name : elements, this.#sites(op.value));
        }
        return undefined;
      case "push":
        for (const { kind, value } of op.elements) {
          const held = kind === "value" ? this.#sites(value) : this.#held(value);
          for (const site of this.#sites(op.ref)) this.#put(site, elements, held);
        }
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

  #call(op: Op & { readonly kind: "call" }): void {
    if (!this.#isReference(op.result)) return;
    if (this.#isFreshCall(op.callee)) return this.#add(op.result, [this.#siteOf(op)]);
    for (const arg of op.args) this.#add(op.result, reachable(this.#sites(arg)));
  }

  #siteOf(op: Op, kind: Site["kind"] = "local"): Site {
    let site = this.#siteOfOp.get(op);
    if (!site) {
      const at = this.#positionOf.get(op) ?? 0;
      if (kind === "module") site = selfContained("module", at);
      else {
        site = { kind, at, fields: new Map() };
        // What a callee or the host built inside its result is memory of its own, whose parts are not told apart.
        if (op.kind === "call" || op.kind === "opaque")
          site.fields.set(elements, new Set([selfContained("inner", at)]));
      }
      this.#siteOfOp.set(op, site);
    }
    return site;
  }

  #put(site: Site, field: string, held: Iterable<Site>): void {
    let set = site.fields.get(field);
    if (!set) site.fields.set(field, (set = new Set()));
    const { size } = set;
    for (const one of held) set.add(one);
    if (set.size !== size) this.#changed = true;
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

function selfContained(kind: Site["kind"], at: number): Site {
  const site: Site = { kind, at, fields: new Map() };
  site.fields.set(elements, new Set([site]));
  return site;
}

function reachable(from: Iterable<Site>): ReadonlySet<Site> {
  const reached = new Set(from);
  for (const site of reached) for (const set of site.fields.values()) for (const one of set) reached.add(one);
  return reached;
}
