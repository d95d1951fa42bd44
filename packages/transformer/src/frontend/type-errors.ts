/** Type errors that matter: those inside the functions that are differentiated. All others are left to tsc. */
import type ts from "typescript";
import { diagnostic } from "../diagnostics/catalogue.ts";
import type { FileLowering } from "./file-lowering.ts";
import type { FunctionEntry } from "./function-entry.ts";
import type { FunctionId } from "../ir/ir.ts";
import { spanOf } from "./span.ts";
import type { EntryNode } from "./syntax.ts";

/** What is untidy but not contradictory: unused names, unreachable code, unused labels. */
const untidy: ReadonlySet<number> = new Set([6133, 6138, 6192, 6196, 6198, 6199, 7027, 7028]);

const foundIn = new WeakMap<ts.SourceFile, readonly ts.Diagnostic[]>();

/** A function, and those in whose text it stands. */
interface Owner {
  readonly node: EntryNode;
  readonly ids: Iterable<FunctionId>;
}

/** Reports the type errors of the functions; each breaks the innermost function that it stands in. */
export function reportTypeErrors(file: FileLowering, entries: readonly FunctionEntry[]): void {
  const bySource = new Map<ts.SourceFile, Owner[]>();
  const note = (owner: Owner): void => {
    const sourceFile = owner.node.getSourceFile();
    const list = bySource.get(sourceFile);
    if (list) list.push(owner);
    else bySource.set(sourceFile, [owner]);
  };
  // The library is taken to be right.
  for (const { node, id, math } of entries) if (math === undefined) note({ node, ids: [id] });
  for (const [node, ids] of file.expandedIn) note({ node, ids });
  for (const [sourceFile, functions] of bySource) {
    for (const found of semanticErrors(file, sourceFile)) {
      const start = found.start ?? 0;
      const owners = functions.filter(({ node }) => node.getStart(sourceFile) <= start && start < node.end);
      if (owners.length === 0) continue;
      for (const { ids } of owners) for (const id of ids) file.broken.add(id);
      const message = file.ts.flattenDiagnosticMessageText(found.messageText, "\n");
      const fileName = file.nameOf(sourceFile);
      const span = spanOf(sourceFile, start, found.length ?? 0);
      const error = diagnostic("AD1002", "error", `${message} (TS${found.code})`, { fileName, span });
      // What the lowering made of it says less.
      const known = file.diagnostics.findIndex(
        (one) => one.code === error.code && one.fileName === fileName && one.span.start === span.start,
      );
      if (known < 0) file.diagnostics.push(error);
      else file.diagnostics[known] = error;
    }
  }
}

function semanticErrors(file: FileLowering, sourceFile: ts.SourceFile): readonly ts.Diagnostic[] {
  let found = foundIn.get(sourceFile);
  if (!found) {
    const { Error: error } = file.ts.DiagnosticCategory;
    found = file.oracle.program
      .getSemanticDiagnostics(sourceFile)
      .filter(({ category, code }) => category === error && !untidy.has(code));
    foundIn.set(sourceFile, found);
  }
  return found;
}
