/**
 * Runs with a planted fault in the compiler: the fixtures near it, then all others, then random programs, until something notices. Without one, it
 * runs what noticed the faults. The last line that it prints is what notices, as JSON; what it is at goes to standard error.
 */
import { existsSync, readFileSync, writeSync } from "node:fs";
import { judgeBatch } from "../fuzz/batch.ts";
import { cleanRanges } from "../fuzz/clean.ts";
import { checkErrors, checkNotes } from "../packages/transformer/test/fixtures/expected-errors.ts";
import { checkFixture } from "../packages/transformer/test/fixtures/check-fixture.ts";
import { readErrorFixtures } from "../packages/transformer/test/fixtures/fixture.ts";
import type { Fixture } from "../packages/transformer/test/fixtures/fixture.ts";
import { goldenFile, renderDiagnostics, renderGolden } from "../packages/transformer/test/fixtures/golden.ts";
import { readSuite } from "../packages/transformer/test/fixtures/suite.ts";

/**
 * numbers   a wrong number, value, type or refusal of a fixture, or a fault of the compiler's own
 * programs  a random program that is judged wrong
 * text      every number near it is right, but a golden file differs
 */
export interface Catch {
  readonly how: "numbers" | "programs" | "text" | "nothing";
  readonly by: string;
  readonly finding: string;
}

const nothing: Catch = { how: "nothing", by: "", finding: "" };

/** The random programs asked where all fixtures hold: some of those that the tests judge of the compiler without a fault. */
const programs = { size: 20, most: 300 };
/** Fixtures and seeds that must notice nothing, since there is no fault. */
const only = JSON.parse(process.env["ONLY"] ?? "[]") as readonly string[];
const near = JSON.parse(process.env["NEAR"] ?? "[]") as readonly string[];
const isThorough = process.env["THOROUGH"] === "1";
const asksPrograms = process.env["PROGRAMS"] !== "0";
const isNear = ({ name }: Fixture): boolean => near.some((part) => name.includes(part));
/** What is named first is looked at first. */
const byNearness = (a: Fixture, b: Fixture): number => placeOf(a) - placeOf(b);
const placeOf = ({ name }: Fixture): number => near.findIndex((part) => name.includes(part));

function hunt(): Catch {
  if (only.length > 0) return byFixtures(({ name }) => only.includes(name)) ?? bySeeds(only) ?? nothing;
  const first = byFixtures(isNear);
  if (first?.how === "numbers" || (first && !isThorough)) return first;
  const other = byFixtures((fixture) => !isNear(fixture));
  if (other?.how === "numbers") return other;
  return (asksPrograms ? byPrograms() : undefined) ?? first ?? other ?? nothing;
}

/** The first wrong number; else the first golden file that differs. */
function byFixtures(isWanted: (fixture: Fixture) => boolean): Catch | undefined {
  const suite = readSuite(isWanted);
  let text: Catch | undefined;
  for (const fixture of [...suite.fixtures, ...suite.matrix].toSorted(byNearness)) {
    const found = guarded(fixture, () => {
      const checked = checkFixture(fixture, suite.signaturesOf(fixture));
      const findings = [...checked.findings, ...checkNotes(fixture, checked.compiled.diagnostics)];
      return { findings, golden: () => renderGolden(checked) };
    });
    if (found?.how === "numbers") return found;
    text ??= found;
  }
  for (const fixture of readErrorFixtures().filter(isWanted).toSorted(byNearness)) {
    const found = guarded(fixture, () => {
      const { findings, diagnostics } = checkErrors(fixture);
      return { findings, golden: () => `# ${fixture.name}\n\n${renderDiagnostics(diagnostics)}` };
    });
    if (found?.how === "numbers") return found;
    text ??= found;
  }
  return text;
}

interface Settled {
  readonly findings: readonly string[];
  readonly golden: () => string;
}

function guarded({ name, fileName }: Fixture, check: () => Settled): Catch | undefined {
  isAt(name);
  try {
    const { findings, golden } = check();
    if (findings.length > 0) return { how: "numbers", by: name, finding: findings[0]! };
    const file = goldenFile(fileName);
    if (!existsSync(file) || readFileSync(file, "utf8") === golden()) return undefined;
    return { how: "text", by: name, finding: "the golden file differs" };
  } catch (error) {
    return { how: "numbers", by: name, finding: String(error) };
  }
}

function byPrograms(): Catch | undefined {
  let left = programs.most;
  for (const [first, count] of cleanRanges) {
    for (let at = 0; at < count && left > 0; at += programs.size) {
      const size = Math.min(programs.size, count - at, left);
      const found = byBatch(first + at, size);
      if (found) return found;
      left -= size;
    }
  }
  return undefined;
}

function bySeeds(names: readonly string[]): Catch | undefined {
  for (const name of names) {
    const found = name.startsWith("seed ") ? byBatch(Number(name.slice(5)), 1) : undefined;
    if (found) return found;
  }
  return undefined;
}

function byBatch(from: number, size: number): Catch | undefined {
  let at = from;
  try {
    const { findings } = judgeBatch(from, size, (seed) => {
      at = seed;
      isAt(`seed ${seed}`);
    });
    return findings[0] && { how: "programs", by: `seed ${findings[0].seed}`, finding: findings[0].finding };
  } catch (error) {
    return { how: "programs", by: `seed ${at}`, finding: String(error) };
  }
}

/** Said at once: where the compiler does not come to an end, nothing else will be. */
function isAt(place: string): void {
  writeSync(2, `at ${place}\n`);
}

process.stdout.write(`\n${JSON.stringify(hunt())}\n`);
