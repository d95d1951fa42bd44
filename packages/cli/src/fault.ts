/** What is said when adgen itself is at fault: enough to report it. */
import { createRequire } from "node:module";
import type { Io } from "./io.ts";

export function version(): string {
  const manifest: unknown = createRequire(import.meta.url)("../package.json");
  return typeof manifest === "object" && manifest && "version" in manifest ? String(manifest.version) : "";
}

/** The AD9001 of an error that is not the user's, with what it carries: `pass`, `functionName`. */
export function reportFault(io: Io, error: unknown, doing: string): void {
  const lines = [
    `AD9001  a fault of adgen's own, ${doing}: ${error instanceof Error ? error.message : String(error)}`,
    ...detailsOf(error),
    `        adgen ${version()}, Node ${process.version}, ${process.platform} ${process.arch}`,
    "        Your code is not to blame. Please report it, with this text and the function that was compiled.",
  ];
  const stack = error instanceof Error ? error.stack?.split("\n").slice(1) : undefined;
  io.err(`${[...lines, ...(stack ?? [])].join("\n")}\n`);
}

function detailsOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const { pass, functionName } = error as Error & { pass?: unknown; functionName?: unknown };
  return [
    ...(typeof pass === "string" ? [`        pass: ${pass}`] : []),
    ...(typeof functionName === "string" ? [`        function: ${functionName}`] : []),
  ];
}
