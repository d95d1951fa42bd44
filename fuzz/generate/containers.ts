/** Numbers out of containers by the built-ins. */
import type { Place, Production, Writer } from "./writer.ts";

/** The place inside of a callback with an element `e`. */
function callback(w: Writer, place: Place): { readonly e: string; readonly inner: Place } {
  const e = w.fresh("e");
  return { e, inner: w.insideFunction(place, [{ name: e, kind: "number", isConst: true }]) };
}

/** With an array or a typed array by name. */
function list(w: Writer, place: Place, isMutated = false): string | undefined {
  return w.r.chance(0.75)
    ? (w.variable(place, "array", { mutated: isMutated }) ?? w.variable(place, "typed", { mutated: isMutated }))
    : (w.variable(place, "typed", { mutated: isMutated }) ?? w.variable(place, "array", { mutated: isMutated }));
}

/** A production that needs an array or typed array. */
function ofList(
  name: string,
  weight: number,
  text: (xs: string, w: Writer, place: Place, depth: number) => string,
): Production {
  return {
    name,
    weight,
    make: (w, place, depth) => {
      const xs = list(w, place);
      return xs === undefined ? undefined : text(xs, w, place, depth);
    },
  };
}

/** A production that needs a plain array, written to if `isMutated`. */
function ofArray(
  name: string,
  weight: number,
  text: (xs: string, w: Writer, place: Place, depth: number) => string,
  isMutated = false,
): Production {
  return {
    name,
    weight,
    make: (w, place, depth) => {
      const xs = w.variable(place, "array", { mutated: isMutated });
      return xs === undefined ? undefined : text(xs, w, place, depth);
    },
  };
}

function sum(w: Writer, place: Place): string {
  const s = w.fresh("s");
  const { e, inner } = callback(w, place);
  return `reduce((${s}, ${e}) => ${s} + ${e} * ${w.number(inner, 0)}, 0)`;
}

export const containerNumbers: readonly Production[] = [
  ofList("reduce", 0.8, (xs, w, place) => `${xs}.${sum(w, place)}`),
  ofList("reduce with index", 0.3, (xs, w) => {
    const [s, e, i] = [w.fresh("s"), w.fresh("e"), w.fresh("j")];
    return `${xs}.reduce((${s}, ${e}, ${i}) => ${s} * 0.5 + ${e} * (${i} + 1), ${w.r.pick(["0", "1"])})`;
  }),
  ofList("reduce without start", 0.3, (xs, w) => {
    const [s, e] = [w.fresh("s"), w.fresh("e")];
    return `${xs}.reduce((${s}, ${e}) => ${w.r.pick([`${s} + ${e}`, `Math.max(${s}, ${e})`, `${s} * ${e}`])})`;
  }),
  ofList("reduceRight", 0.4, (xs, w, place) => {
    const [s, e] = [w.fresh("s"), w.fresh("e")];
    return `${xs}.reduceRight((${s}, ${e}) => ${s} * 0.5 + ${e}, ${w.number(place, 0)})`;
  }),
  ofArray("find", 0.5, (xs, w, place) => {
    const { e, inner } = callback(w, place);
    return `(${xs}.${w.r.pick(["find", "findLast"])}((${e}) => ${e} > ${w.number(inner, 0)}) ?? ${w.number(place, 0)})`;
  }),
  ofArray("find index", 0.4, (xs, w, place) => {
    const { e, inner } = callback(w, place);
    return w.r.pick([
      `${xs}.findIndex((${e}) => ${e} > ${w.number(inner, 0)})`,
      `${xs}.indexOf(${w.number(place, 0)})`,
      `(${xs}.includes(${w.number(place, 0)}) ? 1 : 2)`,
    ]);
  }),
  ofArray("filter", 0.4, (xs, w, place) => {
    const { e, inner } = callback(w, place);
    return `${xs}.filter((${e}): boolean => ${w.boolean(inner, 1)}).${sum(w, place)}`;
  }),
  ofArray("at", 0.4, (xs, w, place) => `(${xs}.at(${w.r.pick(["-1", "0", "-2", "1"])}) ?? ${w.number(place, 0)})`),
  ofArray(
    "pop",
    0.4,
    (xs, w, place) => `(${xs}.length > 3 ? ${xs}.${w.r.pick(["pop", "shift"])}()! : ${w.number(place, 0)})`,
    true,
  ),
  ofArray(
    "push",
    0.3,
    (xs, w, place) => `(${xs}.length < 8 ? ${xs}.${w.r.pick(["push", "unshift"])}(${w.number(place, 0)}) : 0)`,
    true,
  ),
  ofList(
    "spread",
    0.5,
    (xs, w, place) =>
      `Math.${w.r.pick(["max", "min", "hypot"])}(...${xs}${w.r.chance(0.3) ? `, ${w.number(place, 0)}` : ""})`,
  ),
  {
    name: "array",
    weight: 0.8,
    make: (w, place, depth) =>
      `${w.expression("array", place, depth - 1)}${w.r.pick([`[${w.r.below(3)}]!`, `.at(${w.r.below(3)})!`, `.${sum(w, place)}`])}`,
  },
  {
    name: "typed",
    weight: 0.5,
    make: (w, place, depth) =>
      `${w.expression("typed", place, depth - 1)}${w.r.pick([`[${w.r.below(3)}]!`, `.${sum(w, place)}`, ".length"])}`,
  },
  {
    name: "matrix",
    weight: 0.3,
    make: (w, place, depth) => {
      const row = w.fresh("row");
      return `${w.expression("matrix", place, depth - 1)}.${w.r.pick([`flat().${sum(w, place)}`, `map((${row}) => ${row}[0]! * ${row}[1]!).${sum(w, place)}`, `at(-1)![1]!`])}`;
    },
  },
  {
    name: "single",
    weight: 0.2,
    make: (w, place, depth) => `${w.expression("single", place, depth - 1)}[${w.r.below(3)}]!`,
  },
  {
    name: "tuple",
    weight: 0.2,
    make: (w, place, depth) => `(${w.expression("tuple", place, depth - 1)} as [number, number])[${w.r.below(2)}]`,
  },
  {
    name: "pair",
    weight: 0.5,
    make: (w, place, depth) => {
      const known = w.variable(place, "pair");
      const pair = known ?? `(${w.expression("pair", place, depth - 1)})`;
      const e = w.fresh("e");
      if (known === undefined || w.r.chance(0.3))
        return `(${w.expression("pair", place, depth - 1)}).${w.r.pick(["u", "v"])}`;
      return w.r.pick([
        `Object.values(${pair}).${sum(w, place)}`,
        `Object.keys(${pair}).length`,
        `Object.entries(${pair}).reduce((${e}s, [, ${e}]) => ${e}s + ${e}, 0)`,
      ]);
    },
  },
  {
    name: "pairs",
    weight: 0.4,
    make: (w, place, depth) => {
      const e = w.fresh("e");
      return `${w.expression("pairs", place, depth - 1)}${w.r.pick([`.map(({ u }) => u).${sum(w, place)}`, `.reduce((${e}s, ${e}) => ${e}s + ${e}.u * ${e}.v, 0)`, `[1]!.v`])}`;
    },
  },
  {
    name: "chain",
    weight: 0.3,
    make: (w, place) => {
      const name = w.variable(place, "chain");
      return name === undefined || !w.features.has("chains") ? undefined : `chainSum(${name})`;
    },
  },
  {
    name: "shape",
    weight: 0.3,
    make: (w, place, depth) =>
      w.features.has("shapes") ? `areaOf(${w.expression("shape", place, depth - 1)})` : undefined,
  },
  {
    name: "generic",
    weight: 0.7,
    make: (w, place, depth) =>
      w.features.has("generics")
        ? w.r.pick([
            () => `choose(${w.boolean(place, 1)}, ${w.number(place, depth - 1)}, ${w.number(place, 0)})`,
            () =>
              `choose(${w.boolean(place, 0)}, ${w.expression("array", place, 1)}, ${w.expression("array", place, 1)})[1]!`,
            () => `lastOf(${w.expression("array", place, depth - 1)}, ${w.number(place, 0)})`,
            () => `lastOf(${w.expression("pairs", place, depth - 1)}, { u: ${w.number(place, 0)}, v: 1 }).u`,
            () => `uOf(${w.expression("pair", place, depth - 1)})`,
            () => `listOf<number>(${w.r.pick([w.number(place, 0), w.expression("array", place, 1)])})[0]!`,
            () => {
              const e = w.fresh("e");
              return `weighed(${w.expression("pairs", place, depth - 1)}, (${e}) => ${e}.u * ${w.number(place, 0)})`;
            },
            () => {
              const e = w.fresh("e");
              return `bothOf(${w.expression("pair", place, 1)}, { u: ${w.number(place, 0)}, v: 0.5 }, (${e}) => ${e}.u - ${w.number(place, 0)})[${w.r.below(2)}]`;
            },
            () =>
              `grown<number | readonly number[]>(${w.r.pick([w.number(place, 0), w.expression("array", place, 1)])})`,
            () => `uOf(${w.expression("option", place, depth - 1)})`,
            () => `sized(${w.r.chance(0.5) ? w.number(place, 0) : w.expression("array", place, 1)})`,
          ])()
        : undefined,
  },
  {
    name: "higher order",
    weight: 0.5,
    make: (w, place, depth) => {
      if (!w.features.has("functions")) return undefined;
      const fn = w.expression("fn", place, Math.min(2, depth - 1));
      return w.r.pick([
        `twice(${fn}, ${w.number(place, 0)})`,
        `adder(${w.number(place, 0)})(${w.number(place, depth - 1)})`,
        `compose(${fn}, Math.sin)(${w.number(place, 0)})`,
      ]);
    },
  },
  {
    name: "parameters",
    weight: 0.5,
    make: (w, place, depth) => {
      if (!w.features.has("parameters")) return undefined;
      const a = (): string => w.number(place, Math.min(1, depth - 1));
      return w.r.pick([
        () => `filled(${a()})`,
        () => `filled(${a()}, ${a()})`,
        () => `filled(${a()}, undefined, ${a()})`,
        () => `total(${a()}, ${a()}, ${a()})`,
        () => `total(${a()}, ...${w.expression("array", place, 1)})`,
        () => `named({ a: ${a()} })`,
        () => `named({ a: ${a()}, b: ${a()}, scale: 2 })`,
      ])();
    },
  },
];
