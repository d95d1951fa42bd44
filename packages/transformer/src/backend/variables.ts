/** The variables of the printed function: where each is declared, and how. */
import { InternalError } from "../base/internal-error.ts";
import type { Op, Terminator, ValueId, WhileOp } from "../ir/ir.ts";
import { emptyCopies, formOf, isFlattened, isPlainBlock, printedCopies } from "./loops.ts";
import type { Flow, LoopForm } from "./loops.ts";
import { eachLeaf } from "./schedule.ts";
import { isStructured } from "./structure.ts";
import type { Place } from "./structure.ts";

export interface Variable {
  /** The representative of its class. */
  readonly root: ValueId;
  /** The innermost region that everything about it happens in. */
  readonly scope: Place;
  /** `write`: by what gives it its first value; `before`: without one, in front of an inner statement. */
  readonly declared: "parameter" | "counter" | "write" | "before";
  /** The position of the declaration. */
  readonly position: number;
  readonly isConst: boolean;
  /** There is a path on which it gets no value: TypeScript would not let it be read after. */
  readonly isUnset: boolean;
}

export interface Variables {
  readonly of: ReadonlyMap<ValueId, Variable>;
  /** Declarations in front of the statement at a position. */
  readonly before: ReadonlyMap<number, readonly Variable[]>;
  readonly forms: ReadonlyMap<Op, LoopForm>;
}

interface Draft {
  scope: Place | undefined;
  first: number;
  isFirstWrite: boolean;
  writes: number;
  isUnset: boolean;
}

export function variablesOf(flow: Flow): Variables {
  const { schedule, structure, classes } = flow;
  const forms = new Map<Op, LoopForm>();
  for (const op of schedule.finishOf.keys()) if (op.kind === "while") forms.set(op, formOf(flow, op));
  const tree = new ScopeTree(flow, forms);
  const drafts = new Map<ValueId, Draft>();

  const touch = (
    value: ValueId,
    position: number,
    kind: "read" | "write" | "unset",
    at = schedule.places[position],
  ): void => {
    const root = classes.of(value);
    const draft = drafts.get(root) ?? {
      scope: undefined,
      first: Infinity,
      isFirstWrite: false,
      writes: 0,
      isUnset: false,
    };
    drafts.set(root, draft);
    if (at) draft.scope = draft.scope ? tree.common(draft.scope, at) : tree.braces(at);
    if (kind === "write") draft.writes++;
    if (kind === "unset") draft.isUnset = true;
    if (position < draft.first || (position === draft.first && kind !== "write")) {
      draft.first = position;
      draft.isFirstWrite = kind === "write";
    }
  };

  for (const [by, position] of schedule.startOf) {
    for (const { to } of printedCopies(flow, by)) touch(to, position, "write");
    for (const { to } of emptyCopies(flow, by)) touch(to, position, "unset");
    touchTest(by, flow, forms, (leaf) => touch(leaf, position, "read", tree.outer(schedule.places[position])));
  }
  const parameters = new Set(structure.fn.params);
  const counters = new Set<ValueId>();
  for (const [value, position] of schedule.definedAt) {
    const definition = structure.definitions[value];
    if (definition?.kind === "parameter") {
      const { owner } = definition.place;
      if ((owner?.kind === "for" && definition.index === 0) || owner?.kind === "try") counters.add(value);
    } else if (definition && (!isStructured(definition.op) || flow.folding.expressions.has(definition.op))) {
      touch(value, position, "write");
    }
  }
  for (const [value, positions] of schedule.readAt) for (const position of positions) touch(value, position, "read");

  const found = new Map<ValueId, Variable>();
  const before = new Map<number, Variable[]>();
  for (const [root, draft] of drafts) {
    const variable = declare({ root, draft, parameters, counters, flow, tree });
    found.set(root, variable);
    if (variable.declared !== "before") continue;
    const list = before.get(variable.position);
    if (list) list.push(variable);
    else before.set(variable.position, [variable]);
  }
  for (const counter of counters) if (!found.has(counter)) found.set(counter, unread(counter, flow));
  return { of: found, before, forms };
}

/** The test of `do … while` stands outside the braces. */
function touchTest(
  by: Op | Terminator,
  flow: Flow,
  forms: ReadonlyMap<Op, LoopForm>,
  touch: (leaf: ValueId) => void,
): void {
  if (by.kind !== "condition") return;
  const owner = flow.structure.placeOfEnd.get(by)?.owner;
  if (owner && forms.get(owner) === "do") eachLeaf(flow, by.condition, touch);
}

function unread(counter: ValueId, { structure, schedule }: Flow): Variable {
  const scope = structure.definitions[counter]?.place ?? structure.body;
  const position = schedule.definedAt.get(counter) ?? 0;
  return { root: counter, scope, declared: "counter", position, isConst: false, isUnset: false };
}

function declare(about: {
  readonly root: ValueId;
  readonly draft: Draft;
  readonly parameters: ReadonlySet<ValueId>;
  readonly counters: ReadonlySet<ValueId>;
  readonly flow: Flow;
  readonly tree: ScopeTree;
}): Variable {
  const { root, draft, parameters, counters, flow, tree } = about;
  const { scope, first, isUnset } = draft;
  if (!scope) throw new InternalError(`%${root} of ${flow.structure.fn.name} is nowhere`);
  if (parameters.has(root)) {
    return { root, scope: flow.structure.body, declared: "parameter", position: 0, isConst: false, isUnset: false };
  }
  if (counters.has(root)) return unread(root, flow);
  const written = flow.schedule.places[first];
  const at = written && tree.braces(written);
  if (at === scope && draft.isFirstWrite) {
    return {
      root,
      scope,
      declared: "write",
      position: first,
      isConst: draft.writes === 1 && !flow.structure.cells.has(root),
      isUnset,
    };
  }
  const position = at === scope || !at ? first : tree.statementAround(at, scope);
  return { root, scope, declared: "before", position, isConst: false, isUnset };
}

/** Regions as the braces of the printed text nest: in an endless loop, what comes after the test sees what comes before it. */
class ScopeTree {
  readonly #flow: Flow;
  readonly #forms: ReadonlyMap<Op, LoopForm>;

  constructor(flow: Flow, forms: ReadonlyMap<Op, LoopForm>) {
    this.#flow = flow;
    this.#forms = forms;
  }

  /** The region whose braces a region is printed in: what follows a branch that leaves needs none, nor a plain block. */
  braces(place: Place): Place {
    let at = place;
    while (at.parent && (isFlattened(this.#flow.structure, at) || isPlainBlock(this.#flow, at))) at = at.parent;
    return at;
  }

  outer(inner: Place | undefined): Place | undefined {
    const found = this.#outer(inner && this.braces(inner));
    return found && this.braces(found);
  }

  #outer(place: Place | undefined): Place | undefined {
    const owner = place?.owner;
    if (owner?.kind === "while" && place?.region === owner.after && this.#forms.get(owner) === "endless") {
      return this.#flow.structure.placeOf.get((owner as WhileOp).before);
    }
    return place?.parent;
  }

  #level(place: Place): number {
    let level = 0;
    for (let at = this.outer(place); at; at = this.outer(at)) level++;
    return level;
  }

  common(a: Place, b: Place): Place {
    let [left, right]: [Place | undefined, Place | undefined] = [this.braces(a), this.braces(b)];
    if (left === right) return left;
    let [l, r] = [this.#level(left), this.#level(right)];
    for (; l > r; l--) left = this.outer(left);
    for (; r > l; r--) right = this.outer(right);
    while (left !== right) [left, right] = [this.outer(left), this.outer(right)];
    return left ?? this.#flow.structure.body;
  }

  /** The position of the statement directly in `scope` that a region inside it belongs to. */
  statementAround(inner: Place, scope: Place): number {
    let at: Place | undefined = this.braces(inner);
    while (at && this.outer(at) !== scope) at = this.outer(at);
    const position = at?.owner && this.#flow.schedule.startOf.get(at.owner);
    if (position === undefined)
      throw new InternalError(`no statement around a region of ${this.#flow.structure.fn.name}`);
    return position;
  }
}
