/** Judges the programs of a run of seeds, and type-checks what was emitted for them together. */
import type ts from "typescript";
import { cover, emptyCoverage } from "./coverage/coverage.ts";
import type { Coverage } from "./coverage/coverage.ts";
import { randomProgram } from "./generate/program.ts";
import type { Program } from "./generate/program.ts";
import { programAround } from "./judge/around.ts";
import { fileNameOf, judge, markedText } from "./judge/judge.ts";
import type { Verdict } from "./judge/judge.ts";
import { typeErrorsOf } from "./judge/type-check.ts";

export interface BatchResult {
  readonly counts: ReadonlyMap<string, number>;
  readonly orderTwo: number;
  readonly refusals: ReadonlyMap<string, readonly string[]>;
  readonly findings: readonly { readonly seed: number; readonly finding: string }[];
  readonly coverage: Coverage;
}

export function judgeBatch(from: number, size: number, begin: (seed: number) => void = () => {}): BatchResult {
  const counts = new Map<string, number>();
  const refusals = new Map<string, string[]>();
  const findings: { seed: number; finding: string }[] = [];
  const coverage = emptyCoverage();
  const texts = new Map<number, string>();
  const kinds = new Map<number, Verdict["kind"]>();
  const programs = new Map<number, Program>();
  for (let seed = from; seed < from + size; seed++) programs.set(seed, randomProgram(seed));
  const around = programsAround([...programs.values()]);
  for (const [seed, program] of programs) {
    begin(seed);
    const verdict = judge(program, around);
    kinds.set(seed, verdict.kind);
    if (verdict.kind === "wrong") findings.push({ seed, finding: verdict.finding });
    else if (verdict.kind === "refused") {
      for (const { code, message, at } of verdict.reasons)
        refusals.set(code, [...(refusals.get(code) ?? []), `seed ${seed}: ${message} | ${at}`]);
    } else texts.set(seed, verdict.text);
  }
  for (const [seed, finding] of typeErrorsOf(texts, (seed) => around.getSourceFile(fileNameOf({ seed })))) {
    kinds.set(seed, "wrong");
    findings.push({ seed, finding });
  }
  let orderTwo = 0;
  for (const [seed, kind] of kinds) {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    if (kind !== "counted") continue;
    const program = programs.get(seed)!;
    cover(coverage, program.text);
    if (program.isOrderTwo) orderTwo++;
  }
  return { counts, orderTwo, refusals, findings, coverage };
}

function programsAround(programs: readonly Program[]): ts.Program {
  return programAround(new Map(programs.map((program) => [fileNameOf(program), markedText(program)])));
}

/** What is wrong with one program, its emitted text included. */
export function findingOf(program: Program): string | undefined {
  const around = programsAround([program]);
  const verdict = judge(program, around);
  if (verdict.kind === "wrong") return verdict.finding;
  if (verdict.kind === "refused") return undefined;
  const texts = new Map([[program.seed, verdict.text]]);
  return typeErrorsOf(texts, () => around.getSourceFile(fileNameOf(program))).get(program.seed);
}
