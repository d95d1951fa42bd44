/**
 * node tools/fixtures.ts [--update] [pattern]
 *
 * Checks the fixtures whose name contains the pattern; with --update, rewrites the golden files of those whose every check holds,
 * and the documents that are made from fixtures and codes.
 * A fixture with a wrong number keeps its old file: a golden file never blesses one.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { diagnosticsDocument } from "../packages/transformer/src/diagnostics/document.ts";
import { checkErrors, checkNotes } from "../packages/transformer/test/fixtures/expected-errors.ts";
import { checkFixture } from "../packages/transformer/test/fixtures/check-fixture.ts";
import { readErrorFixtures } from "../packages/transformer/test/fixtures/fixture.ts";
import { goldenFile, renderDiagnostics, renderGolden } from "../packages/transformer/test/fixtures/golden.ts";
import { languageDocument } from "../packages/transformer/test/fixtures/language-document.ts";
import { readSuite } from "../packages/transformer/test/fixtures/suite.ts";

const docs: string = join(import.meta.dirname, "../packages/transformer/docs");

interface Settled {
  readonly findings: readonly string[];
  readonly golden: () => string;
}

const { values, positionals } = parseArgs({ options: { update: { type: "boolean" } }, allowPositionals: true });
const pattern = positionals[0] ?? "";
const suite = readSuite(({ name }) => name.includes(pattern));
const count = { held: 0, wrong: 0, written: 0, stale: 0 };

for (const fixture of suite.fixtures) {
  settle(fixture.fileName, () => {
    const checked = checkFixture(fixture, suite.signaturesOf(fixture));
    const findings = [...checked.findings, ...checkNotes(fixture, checked.compiled.diagnostics)];
    return { findings, golden: () => renderGolden(checked) };
  });
}
for (const fixture of suite.matrix) {
  settle(undefined, () => ({
    findings: checkFixture(fixture, suite.signaturesOf(fixture)).findings,
    golden: () => "",
  }));
}
for (const fixture of readErrorFixtures().filter(({ name }) => name.includes(pattern))) {
  settle(fixture.fileName, () => {
    const { findings, diagnostics } = checkErrors(fixture);
    return { findings, golden: () => `# ${fixture.name}\n\n${renderDiagnostics(diagnostics)}` };
  });
}
if (values.update) {
  writeFileSync(join(docs, "language.md"), languageDocument());
  writeFileSync(join(docs, "diagnostics.md"), diagnosticsDocument());
}
console.log(`${count.held} hold, ${count.wrong} do not; ${count.written} written, ${count.stale} out of date`);
if (count.wrong + count.stale > 0) process.exitCode = 1;

function settle(fileName: string | undefined, check: () => Settled): void {
  const { findings, golden } = attempt(fileName ?? "matrix", check);
  for (const finding of findings) console.error(finding);
  if (findings.length > 0) {
    count.wrong++;
    return;
  }
  count.held++;
  if (fileName === undefined) return;
  const file = goldenFile(fileName);
  const [was, is] = [existsSync(file) ? readFileSync(file, "utf8") : "", golden()];
  if (was === is) return;
  if (values.update) {
    writeFileSync(file, is);
    count.written++;
  } else {
    count.stale++;
    console.error(`${file} is out of date`);
  }
}

/** A fault of the compiler in one fixture does not hide the others. */
function attempt(name: string, check: () => Settled): Settled {
  try {
    return check();
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { findings: [`${name}: ${reason}`], golden: () => "" };
  }
}
