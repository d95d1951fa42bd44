import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "../../src/ir/parse.ts";
import { print } from "../../src/ir/print.ts";
import { renumber } from "../../src/ir/renumber.ts";
import { randomFunction } from "./random-function.ts";

test("values are numbered as they are read, without gaps", () => {
  const fn = parse(`func @f(%7 x, %3 flag: boolean) -> number {
    unused (%1 old)
    %9 = if %3 {
      %2 = neg %7
      yield %2
    } else {
      yield %7
    }
    return %9
  }`);
  expect(print(renumber(fn), { origins: false })).toBe(`func @f(%0 x, %1 flag: boolean) -> number {
  %2 = if %1 {
    %3 = neg %0
    yield %3
  } else {
    yield %0
  }
  return %2
}
`);
  expect(renumber(fn).values).toHaveLength(4);
});

test("twice is once, and only the numbers change", () => {
  const withoutNumbers = (text: string): string => text.replaceAll(/%\d+/gu, "%");
  fc.assert(
    fc.property(randomFunction, (fn) => {
      const once = renumber(fn);
      expect(renumber(once)).toBe(once);
      const options = { origins: false };
      expect(withoutNumbers(print(once, options))).toBe(withoutNumbers(print(fn, options)));
    }),
    { numRuns: 50 },
  );
});
