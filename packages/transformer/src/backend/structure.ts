/**
 * The shape of a function as the back end walks it: every region with its place in the tree, what defines each value, which
 * loop or block each jump leaves, and where control cannot pass.
 */
import { InternalError } from "../base/internal-error.ts";
import type {
  BlockOp,
  BreakEnd,
  ConstOp,
  ContinueEnd,
  ForOp,
  IfOp,
  IrFunction,
  Op,
  Terminator,
  Region,
  TryOp,
  ValueId,
  WhileOp,
} from "../ir/ir.ts";
import { resultsOf, walkValues } from "../ir/visit.ts";

export type Structured = IfOp | ForOp | WhileOp | BlockOp | TryOp;
export type Target = ForOp | WhileOp | BlockOp;

/**
 * A region in its place. `ops` are those that control can reach; `reachesEnd`: so is the terminator; `completes`: and that is a
 * yield or a condition.
 */
export interface Place {
  readonly region: Region;
  readonly parent: Place | undefined;
  readonly owner: Structured | undefined;
  /** How many braces are around it in the text: none of its own for what follows a branch that leaves, or an `else if`. */
  depth: number;
  ops: readonly Op[];
  reachesEnd: boolean;
  completes: boolean;
}

/** A `break` or `continue`, and where it stands. */
export interface Jump {
  readonly end: BreakEnd | ContinueEnd;
  readonly place: Place;
}

export type Definition =
  | { readonly kind: "op"; readonly op: Op; readonly place: Place; readonly index: number }
  | { readonly kind: "parameter"; readonly place: Place; readonly index: number };

export interface Structure {
  readonly fn: IrFunction;
  readonly body: Place;
  readonly placeOf: ReadonlyMap<Region, Place>;
  /** By value; parameters of the function have none. */
  readonly definitions: readonly (Definition | undefined)[];
  readonly jumpsTo: ReadonlyMap<Target, readonly Jump[]>;
  readonly targetOf: ReadonlyMap<Terminator, Target>;
  readonly placeOfEnd: ReadonlyMap<Terminator, Place>;
  /** Local records of one field that is written, of which nobody asks for more than that: variables, in TypeScript. */
  readonly cells: ReadonlySet<ValueId>;
}

export function isStructured(op: Op): op is Structured {
  switch (op.kind) {
    case "if":
    case "for":
    case "while":
    case "block":
    case "try":
      return true;
    default:
      return false;
  }
}

export function structureOf(fn: IrFunction): Structure {
  const placeOf = new Map<Region, Place>();
  const definitions: (Definition | undefined)[] = Array.from({ length: fn.values.length });
  const jumpsTo = new Map<Target, Jump[]>();
  const targetOf = new Map<Terminator, Target>();
  const placeOfEnd = new Map<Terminator, Place>();
  const targets: Target[] = [];

  const visit = (region: Region, parent: Place | undefined, owner: Structured | undefined): Place => {
    const place: Place = { region, parent, owner, depth: 0, ops: region.ops, reachesEnd: true, completes: true };
    placeOf.set(region, place);
    placeOfEnd.set(region.end, place);
    for (const [index, param] of region.params.entries()) definitions[param] = { kind: "parameter", place, index };
    for (const [i, op] of region.ops.entries()) {
      for (const [index, result] of resultsOf(op).entries()) definitions[result] = { kind: "op", op, place, index };
      if (isStructured(op) && !visitInside(op, place)) {
        place.ops = region.ops.slice(0, i + 1);
        place.reachesEnd = false;
        place.completes = false;
        return place;
      }
    }
    const { end } = region;
    if (end.kind === "break" || end.kind === "continue") {
      const target = targets.findLast((candidate) => candidate.label === end.label);
      if (!target) throw new InternalError(`${end.kind} ${end.label} leaves nothing in ${fn.name}`);
      targetOf.set(end, target);
      jumpsTo.get(target)?.push({ end, place });
    }
    place.completes = end.kind === "yield" || end.kind === "condition";
    return place;
  };

  /** Whether control can come out at the end of the op. */
  const visitInside = (op: Structured, place: Place): boolean => {
    if (op.kind === "if") {
      const [then, otherwise] = [visit(op.then, place, op), visit(op.else, place, op)];
      return then.completes || otherwise.completes;
    }
    if (op.kind === "try") {
      const [body, handler] = [visit(op.body, place, op), visit(op.handler, place, op)];
      return body.completes || handler.completes;
    }
    const jumps: Jump[] = [];
    jumpsTo.set(op, jumps);
    targets.push(op);
    const isBroken = (): boolean => jumps.some(({ end }) => end.kind === "break");
    let completes = true;
    if (op.kind === "while") {
      const before = visit(op.before, place, op);
      if (before.completes) visit(op.after, place, op);
      const { end } = op.before;
      const isEndless = end.kind !== "condition" || constantOf(definitions, end.condition)?.value === true;
      completes = (before.completes && !isEndless) || isBroken();
    } else {
      const body = visit(op.body, place, op);
      if (op.kind === "block") completes = body.completes || isBroken();
    }
    targets.pop();
    return completes;
  };

  const body = visit(fn.body, undefined, undefined);
  // Outer regions come first.
  for (const place of placeOf.values()) place.depth = depthOf(place, placeOf);
  return { fn, body, placeOf, definitions, jumpsTo, targetOf, placeOfEnd, cells: cellsOf(fn) };
}

function cellsOf(fn: IrFunction): ReadonlySet<ValueId> {
  const cells = new Set<ValueId>();
  const stored = new Set<ValueId>();
  // Definitions come before uses.
  walkValues(fn.body, {
    define: (value, by) => {
      const { type } = fn.values[value]!;
      const isWhole = type.kind === "record" && type.fields.length === 1;
      if (isWhole && by?.kind === "record" && by.fields.length === 1 && !by.construct) cells.add(value);
    },
    use: (value, by) => {
      const isPlace = (by.kind === "load" || by.kind === "store") && by.ref === value && by.key.kind === "field";
      if (!isPlace || (by.kind === "store" && by.value === value)) cells.delete(value);
      else if (by.kind === "store") stored.add(value);
    },
  });
  return new Set([...cells].filter((cell) => stored.has(cell)));
}

function depthOf({ region, parent, owner }: Place, placeOf: ReadonlyMap<Region, Place>): number {
  if (!parent) return 0;
  if (owner?.kind !== "if") return parent.depth + 1;
  const other = placeOf.get(region === owner.then ? owner.else : owner.then);
  const isAfter = other?.completes === false;
  const isChained = region === owner.else && region.ops.length === 1 && region.ops[0]?.kind === "if";
  return isAfter || isChained ? parent.depth : parent.depth + 1;
}

function constantOf(definitions: readonly (Definition | undefined)[], value: ValueId): ConstOp | undefined {
  const definition = definitions[value];
  return definition?.kind === "op" && definition.op.kind === "const" ? definition.op : undefined;
}

/** The literal that a value is, if it is one. */
export function constOf(structure: Structure, value: ValueId): ConstOp | undefined {
  return constantOf(structure.definitions, value);
}

export function isUndef(structure: Structure, value: ValueId): boolean {
  const definition = structure.definitions[value];
  return definition?.kind === "op" && definition.op.kind === "undef";
}

export function definingOp(structure: Structure, value: ValueId): Op | undefined {
  const definition = structure.definitions[value];
  return definition?.kind === "op" ? definition.op : undefined;
}

export function placeOf(structure: Structure, region: Region): Place {
  const place = structure.placeOf.get(region);
  if (!place) throw new InternalError(`an unreached region in ${structure.fn.name}`);
  return place;
}
