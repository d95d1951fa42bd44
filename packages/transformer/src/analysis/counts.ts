/**
 * The numbers of a function's parameters that count something: lengths, bounds of counted loops, indices. Derivatives take no notice of
 * them, but whoever makes up arguments does: `n` in `for (let i = 0; i < n; i++)` is a whole number and not a large one.
 *   f(n, { width }) with `xs[row * width + i]` and `i < n`   =>   n, arg2.width
 */
import type { FunctionId, IrFunction, Op, Unit, ValueId } from "../ir/ir.ts";
import { eachOp } from "../ir/visit.ts";

/** The paths of the numbers that count: `n`, `network.hidden`. */
export function countsOf(id: FunctionId, unit: Unit): ReadonlySet<string> {
  const found = new Set<string>();
  const fn = unit.functions.get(id);
  const names = fn?.params.map((param, i) => fn.values[param]?.name ?? `arg${i + 1}`) ?? [];
  for (const { parameter, fields } of placesCounting(id, unit, new Map()))
    found.add([names[parameter], ...fields].join("."));
  return found;
}

/** A number that hangs on a parameter by fields. */
interface Place {
  readonly parameter: number;
  readonly fields: readonly string[];
}

/** Prims that make a count of counts. */
const carrying: ReadonlySet<string> = new Set([
  "add",
  "sub",
  "mul",
  "div",
  "floor",
  "ceil",
  "round",
  "trunc",
  "max",
  "min",
]);

function placesCounting(id: FunctionId, unit: Unit, known: Map<FunctionId, readonly Place[]>): readonly Place[] {
  const before = known.get(id);
  if (before) return before;
  known.set(id, []);
  const fn = unit.functions.get(id);
  if (!fn) return [];
  const places = placesOfValues(fn);
  const counting: Place[] = [];
  eachOp(fn.body, (op) => {
    for (const value of countedBy(op)) counting.push(...(places.get(value) ?? []));
    if (op.kind !== "call") return;
    for (const { parameter, fields } of placesCounting(op.callee, unit, known)) {
      const arg = op.args[parameter];
      for (const place of (arg !== undefined && places.get(arg)) || [])
        counting.push({ parameter: place.parameter, fields: [...place.fields, ...fields] });
    }
  });
  known.set(id, counting);
  return counting;
}

/** From which places each value comes. */
function placesOfValues(fn: IrFunction): ReadonlyMap<ValueId, readonly Place[]> {
  const places = new Map<ValueId, readonly Place[]>(
    fn.params.map((param, parameter) => [param, [{ parameter, fields: [] }]]),
  );
  const of = (value: ValueId): readonly Place[] => places.get(value) ?? [];
  eachOp(fn.body, (op) => {
    if (op.kind === "cast") places.set(op.result, of(op.arg));
    else if (op.kind === "prim" && carrying.has(op.prim)) places.set(op.result, op.args.flatMap(of));
    else if (op.kind === "load" && op.key.kind === "field") {
      const { name } = op.key;
      places.set(
        op.result,
        of(op.ref).map(({ parameter, fields }) => ({ parameter, fields: [...fields, name] })),
      );
    }
  });
  return places;
}

/** The operands that are an index, a length or a bound. */
function countedBy(op: Op): readonly ValueId[] {
  switch (op.kind) {
    case "load":
    case "store":
      return op.key.kind === "index" ? [op.key.index] : [];
    case "has-index":
      return [op.index];
    case "allocate":
      return [op.length];
    case "view":
      return op.to === undefined ? [op.from] : [op.from, op.to];
    case "for":
      return [op.from, op.to];
    default:
      return [];
  }
}
