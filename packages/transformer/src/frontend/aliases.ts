/**
 * What this step refuses of memory: writes into parameters and module state, and writes to memory that may have a second name.
 * The next step deletes this file, `points-to.ts` and `second-name.ts`, and their calls.
 *
 * A second name that nobody uses after the write does no harm; nor does one for memory of an earlier turn of a loop.
 */
import type { FunctionId, IrFunction, ValueId } from "../ir/ir.ts";
import { isReference } from "../ir/types.ts";
import type { FileLowering, FunctionEntry } from "./file-lowering.ts";
import { pointsTo } from "./points-to.ts";
import type { PointsTo, Site, Write } from "./points-to.ts";

export function checkAliases(file: FileLowering, functions: ReadonlyMap<FunctionId, IrFunction>): void {
  const results = analyse(file, functions);
  for (const entry of file.entries.values()) {
    const fn = functions.get(entry.id);
    const found = results.get(entry.id);
    if (fn && found) for (const write of found.writes) checkWrite(file, entry, fn, found, write);
  }
}

/** Callees are taken to return fresh memory until that is seen to be wrong; then their callers are looked at again. */
function analyse(
  file: FileLowering,
  functions: ReadonlyMap<FunctionId, IrFunction>,
): ReadonlyMap<FunctionId, PointsTo> {
  const results = new Map<FunctionId, PointsTo>();
  const stale = new Set<FunctionId>();
  const callersOf = new Map<FunctionId, FunctionId[]>();
  for (const [caller, callees] of file.calleesOf) {
    for (const callee of callees) {
      const list = callersOf.get(callee);
      if (list) list.push(caller);
      else callersOf.set(callee, [caller]);
    }
  }
  const queue = [...functions.keys()].toReversed();
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const fn = functions.get(id);
    if (!fn) continue;
    const result = pointsTo(fn, (callee) => !stale.has(callee));
    results.set(id, result);
    if (result.isFresh || stale.has(id)) continue;
    stale.add(id);
    queue.push(...(callersOf.get(id) ?? []));
  }
  return results;
}

function checkWrite(file: FileLowering, entry: FunctionEntry, fn: IrFunction, found: PointsTo, write: Write): void {
  const { op } = write;
  const ref = found.castOf.get(op.ref) ?? op.ref;
  const sites = [...(found.sitesOf.get(op.ref) ?? [])];
  const text = entry.sourceFile.text.slice(op.origin.start, op.origin.start + op.origin.length);
  const refuse = (code: "AD2013" | "AD2014" | "AD2018" | "AD2036", why: string): void =>
    file.refuseAt(code, entry, op.origin, `\`${text}\` ${why}`);
  if (sites.some(({ kind }) => kind === "parameter")) return refuse("AD2013", "writes into a parameter");
  if (sites.some(({ kind }) => kind === "module")) {
    const value = op.kind === "store" ? op.value : undefined;
    const type = value === undefined ? undefined : fn.values[value]?.type;
    if (type && isReference(type)) return refuse("AD2036", "keeps memory of the function at module level");
    return refuse("AD2018", "writes state of the module");
  }
  const isNamedPart = found.isLoaded.has(ref) && fn.values[op.ref]?.name !== undefined;
  const isShared = isNamedPart || sites.some((site) => hasSecondName(found, write, ref, site));
  if (isShared) refuse("AD2014", "writes to memory that has another name");
}

/** Whether memory that a write changes has another name by then, which is used afterwards. */
function hasSecondName(found: PointsTo, { at }: Write, ref: ValueId, site: Site): boolean {
  const isLoaded = found.isLoaded.has(ref);
  const holders = holdersOf(found, site);
  const isLater = laterThan(found, at, site);
  const precedes = (place: number): boolean => laterThan(found, place, site)(at);
  const escapes = holders.flatMap((value) => (found.escapesOf.get(value) ?? []).map((place) => ({ value, place })));
  if (escapes.some(({ value }) => found.isLoaded.has(value))) return true;
  if (found.spreads.some((value) => holds(found, value, site))) return true;
  if (isLoaded) {
    const isStoredTwice = escapes.length > 1 || escapes.some(({ place }) => isRepeated(found, place, site));
    return isStoredTwice || holders.some((value) => !found.isLoaded.has(value) && isUsed(found, value, isLater));
  }
  const isOwnAllocation = found.definedAt.get(ref) === site.at;
  return holders.some((value) => {
    if (value === ref || (found.castOf.get(value) ?? value) === ref || !isUsed(found, value, isLater)) return false;
    if (found.isLoaded.has(value)) return escapes.some(({ place }) => precedes(place));
    const defined = found.definedAt.get(value) ?? 0;
    // What was named before the memory was made is memory of an earlier turn.
    return precedes(defined) && (!isOwnAllocation || defined >= site.at);
  });
}

const holdersBySite = new WeakMap<PointsTo, Map<Site, ValueId[]>>();

function holdersOf(found: PointsTo, site: Site): readonly ValueId[] {
  let bySite = holdersBySite.get(found);
  if (!bySite) {
    bySite = new Map();
    for (const [value, sites] of found.sitesOf) {
      for (const one of sites) {
        const list = bySite.get(one);
        if (list) list.push(value);
        else bySite.set(one, [value]);
      }
    }
    holdersBySite.set(found, bySite);
  }
  return bySite.get(site) ?? [];
}

function holds(found: PointsTo, value: ValueId, site: Site): boolean {
  for (const container of found.sitesOf.get(value) ?? []) {
    for (const held of container.fields.values()) if (held.has(site)) return true;
  }
  return false;
}

function isUsed(found: PointsTo, value: ValueId, isLater: (place: number) => boolean): boolean {
  return found.usesOf.get(value)?.some(isLater) ?? false;
}

/** Whether an op runs several times for one allocation. */
function isRepeated(found: PointsTo, place: number, site: Site): boolean {
  return found.loopsAround(place).some(({ start, end }) => site.at < start || site.at > end);
}

/** Places that may run after `at`, for the same allocation: behind it, or anywhere in a loop around both. */
function laterThan(found: PointsTo, at: number, site: Site): (place: number) => boolean {
  const loops = found.loopsAround(at).filter(({ start, end }) => site.at < start || site.at > end);
  const start = Math.min(at, ...loops.map((loop) => loop.start));
  return (place) => place > at || (place !== at && place >= start);
}
