/**
 * Private functions that turned out the same are one: variants of a callee often differ in their adjoint only, or not at all.
 *   norm_primal_x(x, y) { … }  norm_primal_y(x, y) { … }      =>      norm_primal_x, called by both
 * Recordings of one shape are one type. Only variants of one function of the user's are compared. Linear.
 */
import { functionId } from "../ir/ir.ts";
import type { FunctionId, IrFunction, Op } from "../ir/ir.ts";
import { print } from "../ir/print.ts";
import { renumber } from "../ir/renumber.ts";
import { typeKey } from "../ir/types.ts";
import type { TypeTable } from "../ir/types.ts";
import { mapFunctionRegions, mapOps } from "../ir/visit.ts";
import { underNames } from "./rename-types.ts";
import { typeText } from "./type-text.ts";

interface Declared {
  readonly functions: readonly IrFunction[];
  readonly table: TypeTable;
}

/** The functions without their doubles; `kept` have a name that somebody asked for. */
export function shareEqual(declared: Declared, kept: ReadonlySet<FunctionId>): Declared {
  const { functions, table } = underNames(declared, equalTypes(declared.table));
  let now = functions;
  // Callers of what became one function may be the same now.
  for (let doubles = doublesOf(now, kept); doubles.size > 0; doubles = doublesOf(now, kept)) {
    const replaced = doubles;
    now = now.filter(({ id }) => !replaced.has(id)).map((fn) => calling(fn, replaced));
  }
  return { functions: now, table };
}

/** By the name of a recording's type, that of the first one that looks the same. */
function equalTypes(table: TypeTable): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  const nameOf = new Map<string, string>();
  for (const { name, type, emitted, isTangent } of table.values()) {
    if (!emitted || isTangent || type.kind !== "record") continue;
    // Two types may differ in literals only.
    const key = `${name.replace(/\d+$/, "")} ${typeKey(type)} ${typeText(type)}`;
    const known = first.get(key);
    if (known === undefined) first.set(key, name);
    else nameOf.set(name, known);
  }
  return nameOf;
}

/** By the id of a function, the one that is the same and stays. */
function doublesOf(
  functions: readonly IrFunction[],
  kept: ReadonlySet<FunctionId>,
): ReadonlyMap<FunctionId, FunctionId> {
  const variants = new Map<string, IrFunction[]>();
  for (const fn of functions) {
    if (kept.has(fn.id)) continue;
    const source = `${fn.fileName} ${fn.origin.start} ${fn.params.length}`;
    const list = variants.get(source);
    if (list) list.push(fn);
    else variants.set(source, [fn]);
  }
  const doubles = new Map<FunctionId, FunctionId>();
  for (const list of variants.values()) {
    if (list.length < 2) continue;
    const byText = new Map<string, IrFunction[]>();
    for (const fn of list) {
      const text = textOf(fn);
      byText.set(text, [...(byText.get(text) ?? []), fn]);
    }
    for (const same of byText.values()) {
      const [stays] = same.toSorted((a, b) => a.name.length - b.name.length);
      for (const { id } of same) if (stays && id !== stays.id) doubles.set(id, stays.id);
    }
  }
  return doubles;
}

/** The same for the same function, whatever it is called; a call of itself counts as that. */
function textOf(fn: IrFunction): string {
  const self = functionId("self");
  const { values, ...rest } = renumber(calling(fn, new Map([[fn.id, self]])));
  const text = print({ ...rest, values, id: self, name: "self" }, { origins: false });
  return `${text}${values.map(({ type }) => typeKey(type)).join(" ")}`;
}

function calling(fn: IrFunction, calleeOf: ReadonlyMap<FunctionId, FunctionId>): IrFunction {
  return mapFunctionRegions(fn, (region) => mapOps(region, (op) => redirected(op, calleeOf)));
}

function redirected(op: Op, calleeOf: ReadonlyMap<FunctionId, FunctionId>): Op {
  const callee = op.kind === "call" ? calleeOf.get(op.callee) : undefined;
  return op.kind === "call" && callee !== undefined ? { ...op, callee } : op;
}
