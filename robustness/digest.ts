/**
 * node robustness/digest.ts
 *
 * Prints one digest of what the compiler gives for every fixture: the same on every Node, in every locale, time zone and folder.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { compile } from "../packages/transformer/src/compile.ts";
import { readErrorFixtures, readFixtures } from "../packages/transformer/test/fixtures/fixture.ts";

const hash = createHash("sha256");
let count = 0;
for (const { fileName } of [...readFixtures(), ...readErrorFixtures()]) {
  const { code, map, diagnostics, functions } = compile(readFileSync(fileName, "utf8"), {
    fileName: basename(fileName),
  });
  hash.update(JSON.stringify([code, map, diagnostics, functions]));
  count++;
}
console.log(`${count} files: ${hash.digest("hex").slice(0, 16)}`);
