/** The figures of many files, as text. */
import { explainCode } from "@adgen/transformer";
import type { FileReport } from "./judge-file.ts";
import type { Judged } from "./pool.ts";

export function table(judged: readonly Judged[], seconds: number, shortened: (text: string) => string): string {
  const reports = judged.filter((one): one is FileReport => !("failed" in one));
  const failed = judged.filter((one) => "failed" in one);
  const sum = (count: (report: FileReport) => number): number => reports.reduce((total, one) => total + count(one), 0);
  const verdicts = counted(
    reports.flatMap(({ functions }) => functions.map(({ verdict }) => verdict?.kind ?? "not run")),
  );
  const refused = reports.flatMap((report) => report.refused);
  const codes = counted(refused.flatMap((own) => (own.length === 0 ? ["in a callee"] : own)));
  const reasons = counted(reports.flatMap(({ notRun }) => (notRun === undefined ? [] : [notRun.slice(0, 60)])));
  const slowest = reports.reduce((most, { milliseconds }) => Math.max(most, milliseconds), 0);
  // The first of a kind in a file stands for the others.
  const firsts = reports.flatMap(({ file, faults: own }) => {
    const byKind = new Map(own.toReversed().map((fault) => [kindOf(fault), fault]));
    return [...byKind].map(([kind, fault]) => ({
      kind,
      text: `${file}: ${fault.replaceAll("\n", " ").slice(0, 300)}`,
    }));
  });
  const wrong = reports.flatMap(({ file, functions }) =>
    functions.flatMap(({ name, verdict }) =>
      verdict?.kind === "wrong" ? [`${file} ${name}: ${verdict.finding}`] : [],
    ),
  );
  const lines = [
    `${judged.length} files, ${sum(({ markers }) => markers)} functions marked, in ${Math.round(seconds)} s`,
    `${failed.length} without an answer (a crash or a hang), ${wrong.length} wrong by numbers`,
    `files with faults, by kind: ${list(counted(firsts.map(({ kind }) => kind))) || "none"}`,
    `${sum(({ functions }) => functions.length)} compiled: ${list(verdicts)}`,
    `${refused.length} refused; by the codes that stand in them:`,
    ...[...codes]
      .toSorted((a, b) => b[1] - a[1])
      .map(([code, count]) => `  ${String(count).padStart(6)}  ${code}  ${titleOf(code)}`),
    `${[...reasons.values()].reduce((a, b) => a + b, 0)} modules do not run here: ${list(reasons)}`,
    `the longest compilation took ${slowest} ms`,
    ...failed.map((one) => `FAILED ${one.file}: ${"failed" in one ? one.failed : ""}`),
    ...firsts.map(({ text }) => `FAULT ${text}`),
    ...wrong.map((finding) => `WRONG ${finding}`),
  ];
  return lines.map(shortened).join("\n");
}

/** The diagnostics, the most frequent first, each with some places. */
export function causes(judged: readonly Judged[], places: number, shortened: (text: string) => string): string {
  const found = new Map<string, string[]>();
  for (const one of judged) {
    for (const { code, message, place } of "failed" in one ? [] : one.refusals) {
      const key = `${code} ${message
        .replaceAll(/`[^`]*`/g, "`…`")
        .replaceAll(/'[^']*'/g, "'…'")
        .slice(0, 120)}`;
      const list = found.get(key);
      const text = `         ${message.slice(0, 120)}  ${place}`;
      if (list) list.push(text);
      else found.set(key, [text]);
    }
  }
  return [...found]
    .toSorted((a, b) => b[1].length - a[1].length)
    .flatMap(([key, list]) => [`${String(list.length).padStart(6)}  ${key}`, ...list.slice(0, places)])
    .map((line) => shortened(line).replaceAll("\n", " "))
    .join("\n");
}

export function isClean(judged: readonly Judged[]): boolean {
  return judged.every(
    (one) =>
      !("failed" in one) && one.faults.length === 0 && one.functions.every(({ verdict }) => verdict?.kind !== "wrong"),
  );
}

/** An exception, a changed text, AD9001, or which type error of the generated text. */
function kindOf(fault: string): string {
  return /^(exception|changed text|AD9\d+|type error TS\d+)/.exec(fault)?.[0] ?? fault;
}

function titleOf(code: string): string {
  return /^\S+\s+(.*)/.exec(explainCode(code) ?? "")?.[1] ?? "";
}

function counted(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function list(counts: ReadonlyMap<string, number>): string {
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .map(([key, count]) => `${key} ${count}`)
    .join(", ");
}
