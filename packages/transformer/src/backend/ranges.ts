/**
 * Where a value is alive, as closed segments over the schedule: position p reads at 2p and writes at 2p + 1.
 *
 * Worked out on the tree: from its definition up to what reads it last, over everything in between; a loop that reads it from
 * outside keeps it alive all through; only a branch or block that reads it last is looked into. Paths that jump away need
 * nothing more: a value is alive where it stands inside its own region, which a jump out of it ends.
 */
import type { ValueId } from "../ir/ir.ts";
import type { Schedule } from "./schedule.ts";
import type { Place, Structure } from "./structure.ts";

/** Start, end, start, end …: disjoint and ascending. */
export type Segments = readonly number[];

export function rangeOf(value: ValueId, structure: Structure, schedule: Schedule): Segments {
  const defined = schedule.definedAt.get(value);
  if (defined === undefined) return [];
  const reads = schedule.readAt.get(value) ?? [];
  const start = 2 * defined + 1;
  if (reads.length === 0) return [start, start];
  const home = homeOf(value, structure) ?? structure.body;
  const segments: number[] = [];
  cover({ home, start, reads, from: 0, to: reads.length }, { structure, schedule }, segments);
  return segments;
}

/** The region that a value belongs to. */
export function homeOf(value: ValueId, structure: Structure): Place | undefined {
  return structure.definitions[value]?.place;
}

interface Context {
  readonly structure: Structure;
  readonly schedule: Schedule;
}

interface Part {
  readonly home: Place;
  readonly start: number;
  readonly reads: readonly number[];
  /** The reads in this region: an index range. */
  readonly from: number;
  readonly to: number;
}

function cover({ home, start, reads, from, to }: Part, { structure, schedule }: Context, segments: number[]): void {
  const last = reads[to - 1];
  if (last === undefined) return;
  let place = schedule.places[last];
  let child: Place | undefined;
  while (place && place !== home) {
    child = place;
    place = place.parent;
  }
  const owner = child?.owner;
  if (!child || !owner) {
    append(segments, start, 2 * last);
    return;
  }
  const begin = schedule.startOf.get(owner) ?? last;
  if (owner.kind === "for" || owner.kind === "while") {
    append(segments, start, 2 * (schedule.finishOf.get(owner) ?? last));
    return;
  }
  // Anything in the body of a `try` may be the last before its handler.
  if (owner.kind === "try" && child.region === owner.handler) {
    append(segments, start, 2 * last);
    return;
  }
  append(segments, start, Math.max(start, 2 * begin + 1));
  const regions = owner.kind === "if" ? [owner.then, owner.else] : [owner.body];
  let next = from;
  while (next < to && (reads[next] ?? 0) <= begin) next++;
  for (const region of regions) {
    const inner = structure.placeOf.get(region);
    const span = inner && schedule.spanOf.get(inner);
    if (!inner || !span) continue;
    let end = next;
    while (end < to && (reads[end] ?? 0) <= span[1]) end++;
    if (end > next)
      cover({ home: inner, start: 2 * span[0], reads, from: next, to: end }, { structure, schedule }, segments);
    next = end;
  }
}

function append(segments: number[], start: number, end: number): void {
  const previous = segments.at(-1);
  if (previous !== undefined && start <= previous + 1) segments[segments.length - 1] = Math.max(previous, end);
  else segments.push(start, end);
}

export function intersect(a: Segments, b: Segments): boolean {
  let [i, j] = [0, 0];
  // Skip quickly what lies before the other begins.
  if (a.length > 2 * b.length) i = firstReaching(a, b[0] ?? 0);
  else if (b.length > 2 * a.length) j = firstReaching(b, a[0] ?? 0);
  while (i < a.length && j < b.length) {
    const [aStart, aEnd, bStart, bEnd] = [a[i] ?? 0, a[i + 1] ?? 0, b[j] ?? 0, b[j + 1] ?? 0];
    if (aStart <= bEnd && bStart <= aEnd) return true;
    if (aEnd < bEnd) i += 2;
    else j += 2;
  }
  return false;
}

/** The first segment that ends at or after a point. */
function firstReaching(segments: Segments, point: number): number {
  let [low, high] = [0, segments.length / 2];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segments[2 * middle + 1] ?? 0) < point) low = middle + 1;
    else high = middle;
  }
  return 2 * low;
}

export function union(a: Segments, b: Segments): Segments {
  const merged: number[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const takeA = j >= b.length || (i < a.length && (a[i] ?? 0) <= (b[j] ?? 0));
    const [list, k] = takeA ? [a, i] : [b, j];
    append(merged, list[k] ?? 0, list[k + 1] ?? 0);
    if (takeA) i += 2;
    else j += 2;
  }
  return merged;
}
