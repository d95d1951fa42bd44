import { expect, test } from "vitest";
import { booleanPrims } from "../../src/ir/build.ts";
import { impurePrims } from "../../src/ir/effects.ts";
import { scalarRules } from "../../src/rules/scalar.ts";

// ir/ is a floor below rules/ and keeps these two lists of its own.
test("the boolean primitives are those of the rule table", () => {
  const expected = Object.values(scalarRules).filter((rule) => rule.resultType === "boolean");
  expect([...booleanPrims].toSorted()).toEqual(expected.map((rule) => rule.name).toSorted());
});

test("the impure primitives are those of the rule table", () => {
  const expected = Object.values(scalarRules).filter((rule) => !rule.pure);
  expect([...impurePrims]).toEqual(expected.map((rule) => rule.name));
});

test("select is the only primitive with the type of a branch", () => {
  const branches = Object.values(scalarRules).filter((rule) => rule.resultType === "branches");
  expect(branches.map((rule) => rule.name)).toEqual(["select"]);
});
