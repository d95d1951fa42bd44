/**
 * node tools/text-size.ts [--all] [pattern]
 *
 * Lists the derivatives of fixtures and examples that are longer than promised (CONTRACT, Promises), the longest first.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { withAllModes } from "../packages/transformer/test/fixtures/check-fixture.ts";
import { compileFixture } from "../packages/transformer/test/fixtures/compiler.ts";
import { readSuite } from "../packages/transformer/test/fixtures/suite.ts";
import { textSizes } from "../packages/transformer/test/fixtures/text-size.ts";

const { values, positionals } = parseArgs({ options: { all: { type: "boolean" } }, allowPositionals: true });
const pattern = positionals[0] ?? "";
const examples = join(import.meta.dirname, "../examples");

const suite = readSuite(({ name }) => name.includes(pattern));
const fixtures = [...suite.fixtures, ...suite.matrix].map((fixture) => ({
  ...fixture,
  text: withAllModes(fixture.text, suite.signaturesOf(fixture)),
}));
const programs = readdirSync(examples)
  .filter((name) => /^[\w-]+\.ts$/.test(name) && `examples/${name}`.includes(pattern))
  .map((name) => ({
    name: `examples/${name}`,
    fileName: join(examples, name),
    text: readFileSync(join(examples, name), "utf8"),
  }));

const sizes = [...fixtures, ...programs].flatMap(({ name, fileName, text }) =>
  textSizes(fileName, compileFixture(fileName, text)).map((size) => ({ file: name, ...size })),
);
const tooLong = sizes.filter(({ ratio, limit }) => ratio > limit);
const listed = (values.all ? sizes : tooLong).toSorted((a, b) => b.ratio / b.limit - a.ratio / a.limit);
for (const { file, name, mode, ratio, limit } of listed)
  console.log(
    `${(Math.ceil(10 * ratio) / 10).toFixed(1).padStart(6)} of ${String(limit).padStart(2)}  ${mode}  ${file} ${name}`,
  );
console.log(`${tooLong.length} of ${sizes.length} longer than promised`);
