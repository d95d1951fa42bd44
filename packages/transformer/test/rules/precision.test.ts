import { describe, expect, test } from "vitest";
import type { PrimName } from "../../src/rules/formula.ts";
import { scalarRules } from "../../src/rules/scalar.ts";
import { exact, Exact, Random, ulpsBetween } from "./exact.ts";
import { derivativeAt, modes } from "./graph.ts";
import { adjointsOf, derivativesOf, tangentOf, unit } from "./numbers.ts";
import { references } from "./reference.ts";
import type { Reference } from "./reference.ts";

const points = 200;
const allowedUlps = 8;
const smallestNormal = 2 ** -1022;

test("every primitive of the language has a reference", () => {
  const unwritten = Object.values(scalarRules).filter(({ name }) => !references.has(name));
  const internal = ["and", "or", "select", "zeroOf", "zmul", "zmul1", "zdiv", "zdiv1"];
  expect(new Set(unwritten.map(({ name }) => name))).toEqual(new Set(["random", ...internal]));
});

describe(`partials at ${points} random points are within ${allowedUlps} ulp`, () => {
  test.each([...references])("%s", (name, reference) => {
    const random = new Random(2026);
    for (let k = 0; k < points; k++) {
      const at = reference.point(random);
      const wanted = reference.partials(...at.map(exact));
      expectClose(name, at, adjointsOf(name, at), wanted);
      expectClose(
        name,
        at,
        at.map((_, i) => tangentOf(name, at, unit(at.length, i))),
        wanted,
      );
    }
  });
});

describe("partials at the samples of the table are within 8 ulp", () => {
  test.each([...references])("%s", (name, { partials }) => {
    for (const at of scalarRules[name].samples) {
      // At a tie, or where a power of 0 or 1 has a slope of exactly 0, there is nothing to round.
      expectClose(name, at, adjointsOf(name, at), partials(...at.map(exact)));
    }
  });
});

describe("literal exponents and bases", () => {
  const exponents = [-3, -2.5, -2, -1, -0.5, 0.1, 1 / 3, 0.5, 0.9, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 12, 13.7];
  const { partials } = reference("pow");

  test.each(exponents)("x ** %d", (exponent) => {
    const random = new Random(exponent);
    const draw = (): number => (random.next() < 0.5 ? random.uniform(0.1, 10) : random.logUniform(1e-20, 1e20));
    for (let k = 0; k < 40; k++) {
      const at = [draw(), exponent];
      const [got = NaN] = derivativesOf("pow", at, [undefined, exponent]);
      expectClose("pow", at, [got], partials(...at.map(exact)).slice(0, 1));
    }
  });

  test.each([0.1, 0.5, 2, Math.E, 10, 1e100])("%d ** x", (base) => {
    const random = new Random(base);
    for (let k = 0; k < 40; k++) {
      const at = [base, random.uniform(-3, 3)];
      const [, got = NaN] = derivativesOf("pow", at, [base, undefined]);
      expectClose("pow", at, [got], partials(...at.map(exact)).slice(1));
    }
  });
});

describe("second derivatives, in every mix of modes", () => {
  const drawnPoints = 12;
  test.each([...references])("%s", (name, reference) => {
    const random = new Random(44);
    const drawn = Array.from({ length: drawnPoints }, () => (reference.pointOfSecond ?? reference.point)(random));
    for (const at of [...scalarRules[name].samples, ...drawn]) {
      for (const { by, wanted, scale } of secondDerivatives(reference, at)) {
        for (const mix of modes.flatMap((first) => modes.map((second) => [first, second] as const))) {
          const got = derivativeAt(name, at, by, mix);
          const error = Number.isFinite(got) ? exact(got).minus(wanted).abs().toNumber() : Infinity;
          expect(
            error,
            `${name} at ${at.join(", ")} by ${by.join(", ")} (${mix.join(" of ")}): ${got}`,
          ).toBeLessThanOrEqual(16 * Number.EPSILON * scale);
        }
      }
    }
  });
});

function reference(name: PrimName): Reference {
  const found = references.get(name);
  if (found === undefined) throw new Error(`no reference for ${name}`);
  return found;
}

function expectClose(name: string, at: readonly number[], got: readonly number[], wanted: readonly Exact[]): void {
  wanted.forEach((partial, i) => {
    const size = Math.abs(partial.toNumber());
    if (size === Infinity || (size > 0 && size < smallestNormal)) return;
    const ulps = ulpsBetween(got[i] ?? NaN, partial);
    expect(ulps, `∂${i} ${name}(${at.join(", ")}) = ${got[i]}, not ${partial.toNumber()}`).toBeLessThanOrEqual(
      allowedUlps,
    );
  });
}

interface Second {
  readonly by: readonly [first: number, second: number];
  readonly wanted: Exact;
  /** The size that terms of the second derivative have: what an error is measured by. */
  readonly scale: number;
}

/** Second derivatives as differences of the reference, 25 digits apart: good to 50 digits. */
function secondDerivatives({ partials }: Reference, at: readonly number[]): readonly Second[] {
  const point = at.map(exact);
  const center = partials(...point);
  return point.flatMap((coordinate, second) => {
    const step = (coordinate.isZero() ? new Exact(1) : coordinate.abs()).times(1e-25);
    const moved = (by: Exact): readonly Exact[] =>
      partials(...point.map((other, i) => (i === second ? other.plus(by) : other)));
    const [above, below] = [moved(step), moved(step.neg())];
    return center.flatMap((partial, first): readonly Second[] => {
      const wanted = (above[first] ?? partial).minus(below[first] ?? partial).div(step.times(2));
      const scale = Exact.max(wanted.abs(), coordinate.isZero() ? 0 : partial.div(coordinate).abs()).toNumber();
      const isRepresentable = scale === 0 || (scale > 1e-290 && scale < 1e290);
      return wanted.isNaN() || !isRepresentable ? [] : [{ by: [first, second], wanted, scale }];
    });
  });
}
