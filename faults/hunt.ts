/**
 * Runs with a planted fault in the compiler: the fixtures, nearest first, then random programs, until something notices. Prints what did, as
 * JSON: by a wrong number, value, type or refusal ("numbers"), by a random program, or only by a golden file ("text").
 */
import { existsSync, readFileSync } from "node:fs";
import { checkErrors, checkNotes } from "../packages/transformer/test/fixtures/expected-errors.ts";
import { checkFixture } from "../packages/transformer/test/fixtures/check-fixture.ts";
import { readErrorFixtures } from "../packages/transformer/test/fixtures/fixture.ts";
import type { Fixture } from "../packages/transformer/test/fixtures/fixture.ts";
import { goldenFile, renderDiagnostics, renderGolden } from "../packages/transformer/test/fixtures/golden.ts";
import { readSuite } from "../packages/transformer/test/fixtures/suite.ts";

export interface Catch {
  readonly how: "numbers" | "text" | "programs" | "nothing";
  readonly by: string;
  readonly finding: string;
}

const near = JSON.parse(process.env["NEAR"] ?? "[]") as readonly string[];
const isNear = ({ name }: { readonly name: string }): boolean => near.some((part) => name.includes(part));

function hunt(): Catch {
  const first = byFixtures(isNear) ?? byRefusals(isNear);
  if (first?.how === "numbers") return first;
  const other = byFixtures((fixture) => !isNear(fixture)) ?? byRefusals((fixture) => !isNear(fixture));
  if (other?.how === "numbers") return other;
  return first ?? other ?? { how: "nothing", by: "", finding: "" };
}

/** The first wrong number; else the first golden file that differs. */
function byFixtures(isWanted: (fixture: Fixture) => boolean): Catch | undefined {
  const suite = readSuite(isWanted);
  let text: Catch | undefined;
  for (const fixture of [...suite.fixtures, ...suite.matrix]) {
    const found = guarded(
      fixture.name,
      () => {
        const checked = checkFixture(fixture, suite.signaturesOf(fixture));
        const findings = [...checked.findings, ...checkNotes(fixture, checked.compiled.diagnostics)];
        const isGolden = suite.fixtures.includes(fixture);
        return { findings, golden: () => (isGolden ? renderGolden(checked) : undefined) };
      },
      fixture.fileName,
    );
    if (found?.how === "numbers") return found;
    text ??= found;
  }
  return text;
}

function byRefusals(isWanted: (fixture: Fixture) => boolean): Catch | undefined {
  let text: Catch | undefined;
  for (const fixture of readErrorFixtures().filter(isWanted)) {
    const found = guarded(
      fixture.name,
      () => {
        const { findings, diagnostics } = checkErrors(fixture);
        return { findings, golden: () => `# ${fixture.name}\n\n${renderDiagnostics(diagnostics)}` };
      },
      fixture.fileName,
    );
    if (found?.how === "numbers") return found;
    text ??= found;
  }
  return text;
}

interface Settled {
  readonly findings: readonly string[];
  readonly golden: () => string | undefined;
}

function guarded(name: string, check: () => Settled, fileName: string): Catch | undefined {
  try {
    const { findings, golden } = check();
    if (findings.length > 0) return { how: "numbers", by: name, finding: findings[0]! };
    const [file, is] = [goldenFile(fileName), golden()];
    if (is === undefined || !existsSync(file) || readFileSync(file, "utf8") === is) return undefined;
    return { how: "text", by: name, finding: "the golden file differs" };
  } catch (error) {
    return { how: "numbers", by: name, finding: String(error) };
  }
}

process.stdout.write(JSON.stringify(hunt()));
