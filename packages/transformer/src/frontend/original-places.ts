/** What was lowered from JavaScript with types put in, with every place as it is in the user's text. */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { FunctionId, IrFunction, Op, Origin, Region } from "../ir/ir.ts";
import { mapRegions } from "../ir/visit.ts";
import type { LoweredFile } from "./lower.ts";
import type { Opened } from "./open.ts";

export function inOriginalPlaces(lowered: LoweredFile, { fileName, toOriginal }: Opened): LoweredFile {
  const placed = <T extends { readonly start: number; readonly length: number }>(place: T): T => {
    const start = toOriginal(place.start);
    return { ...place, start, length: toOriginal(place.start + place.length) - start };
  };
  const region = (inner: Region): Region => ({
    ...inner,
    ops: inner.ops.map((op): Op => mapRegions({ ...op, origin: placed(op.origin) }, region)),
    end: { ...inner.end, origin: placed(inner.end.origin) },
  });
  const functions = new Map<FunctionId, IrFunction>();
  for (const [id, fn] of lowered.unit.functions) {
    const isHere = fn.fileName === fileName;
    functions.set(id, isHere ? { ...fn, origin: placed(fn.origin), body: region(fn.body) } : fn);
  }
  const moved = (found: Diagnostic): Diagnostic =>
    found.fileName === fileName ? { ...found, span: placed(found.span) } : found;
  const span = <T extends { readonly span: Origin }>(one: T): T => ({ ...one, span: placed(one.span) });
  return {
    ...lowered,
    unit: { ...lowered.unit, functions },
    requests: lowered.requests.map(span),
    uses: lowered.uses.map(span),
    diagnostics: lowered.diagnostics.map(moved),
  };
}
