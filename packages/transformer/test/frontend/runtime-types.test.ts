import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runtimeTypesModule } from "../../../../tools/runtime-types.ts";

test("the declarations of the runtime are those of its sources (node tools/runtime-types.ts)", () => {
  const file = join(import.meta.dirname, "../../src/frontend/runtime-types.ts");
  expect(readFileSync(file, "utf8")).toBe(runtimeTypesModule());
});
