/** The emitted text of random programs does what the interpreter of the IR does: value, memory and effects. */
import { stripTypeScriptTypes } from "node:module";
import fc from "fast-check";
import { expect, test } from "vitest";
import { interpret } from "../../src/interpret/interpret.ts";
import { TooManySteps } from "../../src/interpret/machine.ts";
import type { Unit } from "../../src/ir/ir.ts";
import { print } from "../../src/ir/print.ts";
import { verify } from "../../src/ir/verify.ts";
import { arityOf } from "../../src/rules/scalar.ts";
import { emitUnit } from "./emitted.ts";
import { entry, randomProgram } from "./random-program.ts";

type F = (x: number, y: number, xs: number[], flag: boolean) => number;

const inputs: readonly (readonly [number, number, readonly number[], boolean])[] = [
  [0.5, -2, [1, 2, 3], true],
  [-3, 7, [0, -0.25], false],
];

/** Stops programs whose values explode into loops that push without end. */
const maxSteps = 20_000;

test("random programs", () => {
  fc.assert(
    fc.property(randomProgram, (unit) => {
      const text = emitUnit(unit)
        .map((one) => one.text)
        .join("\n");
      const run = compiled(text, unit);
      for (const [x, y, xs, flag] of inputs) {
        const [expected, actual] = [[...xs], [...xs]];
        const value = ending(() => interpret(unit, entry, [x, y, expected, flag], { maxSteps }).value);
        expect([run(x, y, actual, flag), actual]).toEqual([value, expected]);
      }
    }),
    { numRuns: Number(process.env["RUNS"] ?? 300), seed: Number(process.env["SEED"] ?? 1) },
  );
});

/** A program that does not end says nothing: another is drawn in its place. */
function ending<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    fc.pre(!(error instanceof TooManySteps));
    throw error;
  }
}

function compiled(text: string, unit: Unit): F {
  try {
    return new Function(`${stripTypeScriptTypes(text)}; return f;`)() as F;
  } catch (error) {
    const functions = [...unit.functions.values()].map((fn) => print(fn)).join("\n");
    throw new Error(`${text}\n${functions}`, { cause: error });
  }
}

test("the programs are well formed", () => {
  fc.assert(
    fc.property(randomProgram, (unit) => {
      for (const fn of unit.functions.values()) expect(verify(fn, { arities: arityOf, unit })).toEqual([]);
    }),
    { numRuns: 30 },
  );
});
