/** Which memory a function writes: an element, a field, a length. */
import type { Flow } from "./flow.ts";
import type { Node } from "./places.ts";

/** Whether memory itself is written, not only what hangs on it. */
export function isWrittenMemory({ places, summary }: Pick<Flow, "places" | "summary">, node: Node): boolean {
  if (summary.resized.has(places.find(node))) return true;
  return places.cells(node).some(([, cell]) => summary.written.has(places.find(cell)));
}
