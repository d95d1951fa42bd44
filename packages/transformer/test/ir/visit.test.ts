import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { valueId } from "../../src/ir/ir.ts";
import type { IrFunction, ValueId } from "../../src/ir/ir.ts";
import { parse, parseUnit } from "../../src/ir/parse.ts";
import { print } from "../../src/ir/print.ts";
import {
  copyRegion,
  countOps,
  defsIn,
  eachOp,
  eachRegion,
  freeValues,
  mapFunctionRegions,
  mapOperands,
  mapOps,
  mapParts,
  mapRegionValues,
  mapTerminator,
  operandsOf,
  regionsOf,
  resultsOf,
  substituteRegion,
  terminatorOperands,
} from "../../src/ir/visit.ts";
import { randomFunction } from "./random-function.ts";

const fixture = readFileSync(join(import.meta.dirname, "../../../../test-fixtures/ir/every-op.ir"), "utf8");
const [everyOp] = parseUnit(fixture).functions.values() as Iterable<IrFunction>;
const short = (fn: IrFunction): string => print(fn, { origins: false });

describe("reading", () => {
  test("operands, results and regions of every op, against its text", () => {
    eachOp(everyOp!.body, (op) => {
      // The text of an op without its regions: what stands before the first brace that opens one.
      const alone = print({
        ...everyOp!,
        body: { params: [], ops: [op], end: { kind: "return", value: undefined, origin: op.origin } },
      });
      const head = alone.split("\n").find((line, i) => i > 0 && !line.includes("unused"))!;
      const ids = [...head.replaceAll(/"(?:[^"\\]|\\.)*"/gu, "").matchAll(/%(\d+)/gu)].map((match) => Number(match[1]));
      const params = op.kind === "for" ? op.body.params : op.kind === "while" ? op.before.params : [];
      expect([...resultsOf(op), ...params, ...operandsOf(op)].toSorted()).toEqual(ids.toSorted());
    });
  });

  const nested = parse(`func @f(%0 x, %1 flag: boolean) -> number {
    %2 = add %0, %0
    %3 = if %1 {
      %4 = mul %2, %0
      block l { break l }
      yield %4
    } else {
      comment "none"
      yield %9
    }
    return %3
  }`);

  test("ops and regions, outside before inside", () => {
    const kinds: string[] = [];
    eachOp(nested.body, (op) => void kinds.push(op.kind));
    expect(kinds).toEqual(["prim", "if", "prim", "block", "comment"]);
    const owners: (string | undefined)[] = [];
    eachRegion(nested.body, (_, owner) => void owners.push(owner?.kind));
    expect(owners).toEqual([undefined, "if", "block", "if"]);
    expect(countOps(nested)).toBe(4);
  });

  test("false stays out of an op", () => {
    const kinds: string[] = [];
    eachOp(nested.body, (op) => {
      kinds.push(op.kind);
      return op.kind === "if" ? false : undefined;
    });
    expect(kinds).toEqual(["prim", "if"]);
  });

  test("free and defined values", () => {
    const branch = regionsOf(nested.body.ops[1]!)[0]!;
    expect([...freeValues(nested.body)]).toEqual([0, 1, 9]);
    expect([...freeValues(branch)]).toEqual([2, 0]);
    expect([...defsIn(nested.body)]).toEqual([2, 4, 3]);
  });

  test("free values are those used and not defined", () => {
    fc.assert(
      fc.property(randomFunction, (fn) => {
        const free = freeValues(fn.body);
        expect([...free].every((value) => fn.params.includes(value))).toBe(true);
        expect([...defsIn(fn.body)].some((value) => free.has(value))).toBe(false);
      }),
    );
  });
});

describe("rewriting", () => {
  const shift = (value: ValueId): ValueId => valueId(value + 1000);

  test("what changes nothing gives the same objects", () => {
    fc.assert(
      fc.property(randomFunction, (fn) => {
        expect(mapFunctionRegions(fn, (region) => region)).toBe(fn);
        expect(mapRegionValues(fn.body, { use: (v) => v, define: (v) => v })).toBe(fn.body);
        expect(substituteRegion(fn.body, new Map([[valueId(999999), valueId(0)]]))).toBe(fn.body);
        expect(mapOps(fn.body, (op) => op)).toBe(fn.body);
      }),
    );
  });

  test("operands and results are mapped where they are read", () => {
    fc.assert(
      fc.property(randomFunction, (fn) => {
        eachOp(fn.body, (op) => {
          const mapped = mapOperands(op, shift);
          expect(operandsOf(mapped)).toEqual(operandsOf(op).map(shift));
          expect(resultsOf(mapped)).toEqual(resultsOf(op));
          expect(regionsOf(mapped)).toEqual(regionsOf(op));
          expect(resultsOf(mapParts(op, { define: shift }))).toEqual(resultsOf(op).map(shift));
        });
        eachRegion(fn.body, ({ end }) => {
          expect(terminatorOperands(mapTerminator(end, shift))).toEqual(terminatorOperands(end).map(shift));
        });
      }),
      { numRuns: 50 },
    );
  });

  test("a copy defines all anew and keeps what is free", () => {
    fc.assert(
      fc.property(randomFunction, (fn) => {
        const copy = copyRegion(fn.body, shift);
        expect([...freeValues(copy)]).toEqual([...freeValues(fn.body)]);
        expect([...defsIn(copy)]).toEqual([...defsIn(fn.body)].map(shift));
      }),
      { numRuns: 50 },
    );
  });

  test("substitution reaches into regions", () => {
    const fn = parse(`func @f(%0 x, %1 y, %2 c: boolean) -> number {
      %3 = if %2 { %4 = neg %0 yield %4 } else { yield %0 }
      return %3
    }`);
    const body = substituteRegion(fn.body, new Map([[valueId(0), valueId(1)]]));
    expect(short({ ...fn, body })).toBe(short(fn).replace("neg %0", "neg %1").replace("yield %0", "yield %1"));
    // What was not touched is shared.
    expect(body.end).toBe(fn.body.end);
  });

  test("ops are dropped and multiplied", () => {
    const fn = parse('func @f(%0 x) -> number { comment "a" %1 = neg %0 return %1 }');
    const twice = mapOps(fn.body, (op) => (op.kind === "comment" ? [] : [op, op]));
    expect(twice.ops).toEqual([fn.body.ops[1], fn.body.ops[1]]);
  });
});
