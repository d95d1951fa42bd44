/** What a derivative does with an object of a class that the program did not have when it was compiled: it throws. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import { loadModule } from "../fixtures/evaluate.ts";
import { fixturesFolder } from "../fixtures/fixture.ts";

const fileName: string = join(fixturesFolder, "classes/interface-of-shapes.ts");
const { code } = compile(readFileSync(fileName, "utf8"), { fileName });
const { exports } = loadModule(fileName, () => code);
const gradient = exports["sum_grad"] as (shapes: readonly unknown[]) => unknown;
const Rect = exports["Rect"] as new (w: number, h: number) => { area(): number };

test("an object of no class, and one of a class made elsewhere", () => {
  class Tall extends Rect {
    override area(): number {
      return 2 * super.area();
    }
  }
  expect(gradient([new Rect(2, 3)])).toEqual([{ w: 3, h: 2, size: 0 }]);
  expect(() => gradient([{ area: () => 1, size: 2 }])).toThrow(
    new TypeError("shape is of another class than Circle, Rect"),
  );
  expect(() => gradient([new Tall(2, 3)])).toThrow(TypeError);
});
