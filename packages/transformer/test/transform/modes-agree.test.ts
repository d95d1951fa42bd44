/** Both modes, and both orders, on random programs: they must agree with each other and leave the primal as it is. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { interpret } from "../../src/interpret/interpret.ts";
import { print } from "../../src/ir/print.ts";
import { verify } from "../../src/ir/verify.ts";
import type { IrFunction, Unit } from "../../src/ir/ir.ts";
import { prepare, tidy } from "../../src/pipeline.ts";
import { isPrimName, scalarRules } from "../../src/rules/scalar.ts";
import { writtenFieldsOf } from "../../src/optimize/pass.ts";
import type { CalleeVariant } from "../../src/transform/adjoint/context.ts";
import { Derivatives } from "../../src/transform/derivatives.ts";
import { differentiate } from "../../src/transform/modes.ts";
import { structured } from "../../src/transform/adjoint/reversal.ts";
import { randomProgram, throwingCallee } from "./random-program.ts";

const arities = (prim: string): number | "variadic" | undefined =>
  !isPrimName(prim) ? undefined : scalarRules[prim].variadic ? "variadic" : scalarRules[prim].params.length;

const choices = fc.array(fc.nat(1 << 16), { minLength: 40, maxLength: 300, size: "max" });
const points = [
  { x: 0.7, y: -0.4, xs: [0.3, 0.9, -0.6] },
  { x: -1.1, y: 0.55, xs: [0.05, -0.7, 0.45] },
];

function functionsOf(fn: IrFunction): ReadonlyMap<IrFunction["id"], IrFunction> {
  return new Map([fn, throwingCallee()].map((one) => [one.id, one]));
}

type Run = { readonly value: unknown } | { readonly thrown: unknown };
function run(unit: Unit, fn: IrFunction, args: readonly unknown[]): Run {
  try {
    return { value: interpret(unit, fn.id, structuredClone(args) as unknown[], { maxSteps: 100_000 }).value };
  } catch (error) {
    if (error instanceof Error) throw error;
    return { thrown: error };
  }
}

function sound(fn: IrFunction, structured: boolean = false): void {
  const violations = verify(fn, { arities, structured });
  expect(violations.map((v) => v.message).join("; "), print(fn, { origins: false })).toBe("");
}

test("structured exits change nothing", () => {
  fc.assert(
    fc.property(choices, (list) => {
      const fn = randomProgram(list);
      sound(fn);
      const all = new Derivatives<CalleeVariant>({ functions: functionsOf(fn), types: new Map() });
      const result = structured(all, fn.id);
      sound(result, true);
      for (const { x, y, xs } of points) {
        expect(run(all.unit, result, [x, y, xs])).toEqual(run(all.unit, fn, [x, y, xs]));
      }
    }),
    { numRuns: 150 },
  );
});

test("tangent and adjoint agree, at both orders, and the value is the primal's to the bit", () => {
  fc.assert(
    fc.property(choices, (list) => {
      let fn = randomProgram(list);
      for (const pass of prepare) fn = pass.run(fn, { types: new Map(), writtenFields: writtenFieldsOf([fn]) });
      const all = new Derivatives<CalleeVariant>({ functions: functionsOf(fn), types: new Map() });
      const made = differentiate(all, fn.id, {
        mask: [true, true, true],
        modes: ["jvp", "vjp", "hvp"],
        nameOf: (mode) => `f_${mode}`,
      });
      const byMode = new Map(
        made.functions.map((one) => {
          sound(one.fn);
          let tidied = one.fn;
          for (const pass of tidy) {
            tidied = pass.run(tidied, { types: all.types, writtenFields: writtenFieldsOf([tidied]) });
            sound(tidied);
          }
          all.add(tidied);
          return [one.mode, tidied] as const;
        }),
      );
      for (const { x, y, xs } of points) {
        const primal = run(all.unit, fn, [x, y, xs]);
        const dots = [0.3, -0.8, [0.5, 0.25, -0.125]] as const;
        const forward = run(all.unit, byMode.get("jvp")!, [x, y, xs, ...dots]);
        const reverse = run(all.unit, byMode.get("vjp")!, [x, y, xs, 1]);
        const second = run(all.unit, byMode.get("hvp")!, [x, y, xs, ...dots]);
        if ("thrown" in primal) {
          for (const other of [forward, reverse, second]) expect(other).toEqual(primal);
          continue;
        }
        const { value, tangent } = (forward as { value: { value: number; tangent: number } }).value;
        const result = (reverse as { value: { value: number; grad: [number, number, number[]] } }).value;
        const hvp = (second as { value: { value: number; grad: unknown; hvp: [number, number, number[]] } }).value;
        expect(value).toBe(primal.value);
        expect(result.value).toBe(primal.value);
        expect(hvp.value).toBe(primal.value);
        expect(hvp.grad).toEqual(result.grad);
        const [gx, gy, gxs] = result.grad;
        const terms = [gx * dots[0], gy * dots[1], ...gxs.map((g, i) => g * dots[2][i]!)];
        const scale = terms.reduce((sum, term) => sum + Math.abs(term), 1e-3);
        expect(Math.abs(terms.reduce((a, b) => a + b) - tangent)).toBeLessThanOrEqual(1e-12 * scale);
        // Order two against differences of the gradient, where no branch changes on the way.
        const h = 1e-5;
        const moved = (t: number): number[] | undefined => {
          const at = run(all.unit, byMode.get("vjp")!, [
            x + t * dots[0],
            y + t * dots[1],
            xs.map((v, i) => v + t * dots[2][i]!),
            1,
          ]);
          return "thrown" in at ? undefined : (at as { value: { grad: [number, number, number[]] } }).value.grad.flat();
        };
        const [plus, minus, wide] = [moved(h), moved(-h), moved(2 * h)];
        const middle = result.grad.flat();
        if (!plus || !minus || !wide) continue;
        for (const [i, own] of hvp.hvp.flat().entries()) {
          const difference = (plus[i]! - minus[i]!) / (2 * h);
          const onesided = (plus[i]! - middle[i]!) / h;
          const isSmooth = Math.abs(difference - onesided) < 1e-2 * (1 + Math.abs(difference));
          if (isSmooth) expect(Math.abs(own - difference)).toBeLessThan(1e-4 * (1 + Math.abs(difference)));
        }
      }
    }),
    { numRuns: 150 },
  );
});
