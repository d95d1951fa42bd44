/**
 * The scopes of a reversal: one for every region of the primal, with what is added to it in the primal sweep and what its
 * counterpart in the adjoint sweep holds.
 */
import { InternalError } from "../../base/internal-error.ts";
import type { FunctionBuilder, RegionBuilder } from "../../ir/build.ts";
import type { ForOp, IfOp, IrFunction, Op, Region, ValueId, WhileOp } from "../../ir/ir.ts";
import { isReference } from "../../ir/types.ts";
import { regionsOf, resultsOf } from "../../ir/visit.ts";

/** The body of the function, a branch of an `if`, or the body of a loop (of a while: `after`; its test is never reversed). */
export interface Scope {
  readonly kind: "body" | "branch" | "loop" | "test";
  readonly region: Region;
  readonly parent: Scope | undefined;
  readonly owner: Op | undefined;
  readonly depth: number;
  /** Primal sweep: ops to stand at the start of the region, before and after an op, and instead of one. */
  readonly start: Op[];
  readonly before: Map<Op, Op[]>;
  readonly after: Map<Op, Op[]>;
  readonly instead: Map<Op, Op[]>;
  /** Values of this branch that its `if` carries out as further results. */
  readonly carriedOut: { readonly inside: ValueId; readonly outside: ValueId }[];
  /** Further carried values of the loop whose body this is. */
  readonly carriedAlong: CarriedAlong[];
  /** Carried values of this loop that the adjoint sweep takes back from round to round (undo.ts): behind a round, and before it. */
  readonly takenBack: { readonly result: ValueId; readonly behind: ValueId; readonly before: ValueId }[];
  /** Adjoint sweep: what stands at the head of the counterpart of this region. */
  readonly prologue: RegionBuilder;
  /** By which value a primal value is known in the adjoint sweep. */
  readonly available: Map<ValueId, ValueId>;
  /** Shadows of references, as the adjoint sweep knows them. */
  readonly shadows: Map<ValueId, ValueId>;
  /** Contributions to adjoints of scalars that are not yet summed. */
  readonly bars: Map<ValueId, ValueId[]>;
  loop: LoopState | undefined;
  /** The body of a loop that is reversed on the spot: the adjoint sweep computes it again, so that all of it is in scope there. */
  again: OnTheSpot | undefined;
}

/** A loop whose rounds come out the same again. */
export interface OnTheSpot {
  /** Values that depend on the round before: nobody needs them again. */
  readonly lost: ReadonlySet<ValueId>;
  /** Stores that are not done again. */
  readonly done: ReadonlySet<Op>;
}

/** A value that a loop carries beside the user's own: the shadow of a carried reference, a count of rounds. */
export interface CarriedAlong {
  readonly init: ValueId;
  readonly param: ValueId;
  next: ValueId | undefined;
  readonly result: ValueId;
  /** For a while: the parameter of its test. */
  readonly testParam: ValueId | undefined;
}

/** How the rounds of a loop are numbered, for its recordings. */
export interface LoopState {
  readonly isCounted: boolean;
  /** Where round's recordings lie, in the primal sweep and in the adjoint sweep. */
  primalPosition(): ValueId;
  adjointPosition(): ValueId;
  /** How many rounds at most: the length of recordings. Only of a counted loop. */
  count(): ValueId;
  /** Recording arrays of this loop, as values of the parent. */
  readonly recordings: ValueId[];
  /** The recording that numbers share, and how many of them. */
  shared: { readonly array: ValueId; readonly slots: Counter } | undefined;
}

/** A constant of the primal sweep that is counted up while the adjoint sweep is made. */
export interface Counter {
  readonly value: ValueId;
  /** Gives the number before. */
  add(): number;
}

export interface ScopeTree {
  readonly body: Scope;
  readonly scopeOf: ReadonlyMap<Region, Scope>;
  /** Where a value is defined; grows as values are added to the primal. */
  readonly definedIn: Map<ValueId, Scope>;
  readonly definition: Map<ValueId, Op>;
  /** For a value that was added to the primal sweep: the list it stands in. */
  readonly listOf: Map<ValueId, Op[]>;
  /** Preorder positions of ops, for "may run after". */
  readonly position: ReadonlyMap<Op, number>;
  /** The scope that an op stands in. */
  readonly scopeOfOp: ReadonlyMap<Op, Scope>;
}

export function scopeTree(fn: IrFunction, builder: FunctionBuilder): ScopeTree {
  const scopeOf = new Map<Region, Scope>();
  const definedIn = new Map<ValueId, Scope>();
  const definition = new Map<ValueId, Op>();
  const position = new Map<Op, number>();
  const scopeOfOp = new Map<Op, Scope>();
  const enter = (region: Region, kind: Scope["kind"], parent: Scope | undefined, owner: Op | undefined): Scope => {
    const scope: Scope = {
      kind,
      region,
      parent,
      owner,
      depth: parent ? parent.depth + 1 : 0,
      start: [],
      before: new Map(),
      after: new Map(),
      instead: new Map(),
      carriedOut: [],
      carriedAlong: [],
      takenBack: [],
      prologue: builder.region(),
      available: new Map(),
      shadows: new Map(),
      bars: new Map(),
      loop: undefined,
      again: undefined,
    };
    scopeOf.set(region, scope);
    for (const param of region.params) definedIn.set(param, scope);
    for (const op of region.ops) {
      position.set(op, position.size);
      scopeOfOp.set(op, scope);
      for (const result of resultsOf(op)) {
        definedIn.set(result, scope);
        definition.set(result, op);
      }
      for (const inner of regionsOf(op)) enter(inner, kindOf(op, inner), scope, op);
    }
    return scope;
  };
  const body = enter(fn.body, "body", undefined, undefined);
  for (const param of fn.params) definedIn.set(param, body);
  return { body, scopeOf, definedIn, definition, listOf: new Map(), position, scopeOfOp };
}

function kindOf(op: Op, region: Region): Scope["kind"] {
  // An attempt: one inert op, into which no adjoint sweep goes.
  if (op.kind === "if" || op.kind === "try") return "branch";
  if (op.kind === "while") return region === op.before ? "test" : "loop";
  if (op.kind === "for") return "loop";
  throw new InternalError(`${op.kind} is not structured`);
}

/**
 * Whether `later` can run after `first` has run, and before the adjoint sweep comes to `first`: it stands behind it, or in a loop around
 * it. The scope `made` is where the memory in question is made: there are no rounds outside of it.
 */
export function mayFollow(tree: ScopeTree, later: Op, first: Op, made?: Scope): boolean {
  const spot = spotAround(tree, first);
  // What comes after a round that is reversed on the spot leaves alone what the round reads: this was proved.
  if (spot && !scopesAround(tree, later).has(spot)) return false;
  return mayRunAfter(tree, later, first, (scope) => scope === made || scope === spot);
}

/** Whether an op can run after another has run: it stands behind it, or in a loop around it, up to a scope that ends the search. */
export function mayRunAfter(
  tree: ScopeTree,
  later: Op,
  first: Op,
  isEnd: (scope: Scope) => boolean = () => false,
): boolean {
  const { position, scopeOfOp } = tree;
  if (position.get(later)! > position.get(first)!) return true;
  const around = scopesAround(tree, later);
  for (let scope = scopeOfOp.get(first); scope; scope = scope.parent) {
    if (isEnd(scope)) return false;
    if ((scope.kind === "loop" || scope.kind === "test") && around.has(scope)) return true;
  }
  return false;
}

function scopesAround({ scopeOfOp }: ScopeTree, op: Op): ReadonlySet<Scope> {
  const around = new Set<Scope>();
  for (let scope = scopeOfOp.get(op); scope; scope = scope.parent) around.add(scope);
  return around;
}

/** Whether an op runs again before the adjoint sweep comes to it, on memory that is made in the scope `made`. */
export function isRepeated({ scopeOfOp }: ScopeTree, op: Op, made?: Scope): boolean {
  for (let scope = scopeOfOp.get(op); scope && scope !== made && !scope.again; scope = scope.parent)
    if (scope.kind === "loop" || scope.kind === "test") return true;
  return false;
}

/** The body of a loop around an op that is reversed on the spot. */
export function spotAround({ scopeOfOp }: ScopeTree, op: Op): Scope | undefined {
  let scope = scopeOfOp.get(op);
  while (scope && !scope.again) scope = scope.parent;
  return scope;
}

/** The region of the primal sweep: the user's ops with what was added to them. */
export function rebuild(scope: Scope, tree: ScopeTree): Region {
  const ops: Op[] = [...scope.start];
  const inner = (region: Region): Region => rebuild(tree.scopeOf.get(region)!, tree);
  for (const op of scope.region.ops) {
    ops.push(...(scope.before.get(op) ?? []));
    const instead = scope.instead.get(op);
    if (instead) ops.push(...instead);
    else if (op.kind === "if") ops.push(rebuildIf(op, tree, inner));
    else if (op.kind === "for") ops.push(rebuildFor(op, tree, inner));
    else if (op.kind === "while") ops.push(rebuildWhile(op, tree, inner));
    else ops.push(op);
    ops.push(...(scope.after.get(op) ?? []));
  }
  return { ...scope.region, ops };
}

function rebuildIf(op: IfOp, tree: ScopeTree, inner: (region: Region) => Region): IfOp {
  const sides = [op.then, op.else].map((region) => tree.scopeOf.get(region)!);
  const extra = sides.flatMap((scope) => scope.carriedOut.map(({ outside }) => outside));
  const results = [...new Set(extra)];
  const [then, otherwise] = sides.map((scope) => {
    const region = inner(scope.region);
    if (region.end.kind !== "yield") return region;
    const insideOf = new Map(scope.carriedOut.map(({ inside, outside }) => [outside, inside]));
    const missing: Op[] = [];
    const values = results.map((outside) => {
      const inside = insideOf.get(outside);
      if (inside !== undefined) return inside;
      const result = scope.prologue.fn.valueLike(outside);
      const isAbsent = isReference(scope.prologue.fn.typeOf(outside));
      missing.push(
        isAbsent
          ? { kind: "const", result, value: undefined, origin: op.origin }
          : { kind: "undef", result, origin: op.origin },
      );
      return result;
    });
    return {
      ...region,
      ops: [...region.ops, ...missing],
      end: { ...region.end, values: [...region.end.values, ...values] },
    };
  });
  return { ...op, then: then!, else: otherwise!, results: [...op.results, ...results] };
}

function rebuildFor(op: ForOp, tree: ScopeTree, inner: (region: Region) => Region): ForOp {
  const scope = tree.scopeOf.get(op.body)!;
  const body = inner(op.body);
  const along = scope.carriedAlong;
  return {
    ...op,
    inits: [...op.inits, ...along.map((c) => c.init)],
    body: withMore(body, along),
    results: [...op.results, ...along.map((c) => c.result)],
  };
}

function rebuildWhile(op: WhileOp, tree: ScopeTree, inner: (region: Region) => Region): WhileOp {
  const scope = tree.scopeOf.get(op.after)!;
  const along = scope.carriedAlong;
  const before = inner(op.before);
  const tests = along.map((c) => c.testParam!);
  if (before.end.kind !== "condition") throw new InternalError("a while without a condition");
  return {
    ...op,
    inits: [...op.inits, ...along.map((c) => c.init)],
    before: {
      ...before,
      params: [...before.params, ...tests],
      end: { ...before.end, values: [...before.end.values, ...tests] },
    },
    after: withMore(inner(op.after), along),
    results: [...op.results, ...along.map((c) => c.result)],
  };
}

function withMore(body: Region, along: readonly CarriedAlong[]): Region {
  const { end } = body;
  if (end.kind !== "yield") return { ...body, params: [...body.params, ...along.map((c) => c.param)] };
  const next = along.map((c) => {
    if (c.next === undefined) throw new InternalError("a carried value without a next one");
    return c.next;
  });
  return {
    ...body,
    params: [...body.params, ...along.map((c) => c.param)],
    end: { ...end, values: [...end.values, ...next] },
  };
}

/** Adds to a list under a key. */
export function addTo<K, V>(map: Map<K, V[]>, key: K, ...values: V[]): void {
  const list = map.get(key);
  if (list) list.push(...values);
  else map.set(key, values);
}
