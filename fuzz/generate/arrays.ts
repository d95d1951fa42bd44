/** Expressions whose value is memory, or a function. */
import type { Kind } from "./kinds.ts";
import { literalOf } from "./literals.ts";
import { callText } from "./numbers.ts";
import type { Place, Production, Writer } from "./writer.ts";

type Text = (name: string, w: Writer, place: Place, depth: number) => string;

/** The literal, a variable (a second name), a call, and both branches of a condition. */
function common(kind: Kind): readonly Production[] {
  return [
    { name: "literal", weight: 3, isLeaf: true, make: (w, place, d) => literalOf(kind, w, place, d) },
    { name: "variable", weight: 1.5, make: (w, place) => w.variable(place, kind, { mutated: true }) },
    {
      name: "call",
      weight: 1.5,
      make: (w, place, d) => {
        const fits = w.callees.filter(({ result }) => result === kind);
        return fits.length > 0 && !place.isCostly ? callText(w, w.r.pick(fits), place, d) : undefined;
      },
    },
    {
      name: "conditional",
      weight: 0.5,
      make: (w, place, d) =>
        `(${w.boolean(place, d - 1)} ? ${w.expression(kind, place, d - 1)} : ${w.expression(kind, place, d - 1)})`,
    },
    {
      name: "assignment",
      weight: 0.2,
      make: (w, place, d) => {
        const name = w.variable(place, kind, { assigned: true });
        return name === undefined || name.includes(".") ? undefined : `(${name} = ${w.expression(kind, place, d - 1)})`;
      },
    },
  ];
}

function from(kind: Kind, name: string, weight: number, text: Text, isMutated = false): Production {
  return {
    name,
    weight,
    make: (w, place, depth) => {
      const found = w.variable(place, kind, { mutated: isMutated });
      return found === undefined ? undefined : text(found, w, place, depth);
    },
  };
}

/** `(e) => …` or `(e, i) => …` that gives a number. */
function mapper(w: Writer, place: Place, depth: number): string {
  const [e, i] = [w.fresh("e"), w.fresh("j")];
  const hasIndex = w.r.chance(0.3);
  const inner = w.insideFunction(place, [
    { name: e, kind: "number", isConst: true },
    ...(hasIndex ? [{ name: i, kind: "number" as const, isConst: true, isCounter: true }] : []),
  ]);
  const params = hasIndex ? `(${e}, ${i})` : `(${e})`;
  if (w.budget > 1 && place.depth < 4 && w.r.chance(0.2)) {
    return `${params} => {\n${w.statements({ ...inner, canWrite: place.canWrite }, 2)}\nreturn ${w.number(inner, 1)};\n}`;
  }
  return `${params} => ${w.number(inner, depth)}`;
}

const arrays: readonly Production[] = [
  ...common("array"),
  from("array", "spread", 0.7, (xs) => `[...${xs}]`),
  from("array", "spread and more", 0.5, (xs, w, place) =>
    w.r.pick([`[...${xs}, ${w.number(place, 0)}]`, `[${w.number(place, 0)}, ...${xs}]`]),
  ),
  from("array", "slice", 0.6, (xs, w) =>
    w.r.pick([`${xs}.slice()`, `${xs}.slice(0, 3)`, `[...${xs}.slice(1), ...${xs}.slice(0, 1), 0.4]`]),
  ),
  from(
    "array",
    "map",
    1.2,
    (xs, w, place, d) =>
      `${xs}.map(${w.r.chance(0.85) ? mapper(w, place, d - 1) : w.r.pick(["Math.sin", "Math.tanh", "Math.abs"])})`,
  ),
  from(
    "array",
    "concat",
    0.5,
    (xs, w, place) =>
      `${xs}.concat(${w.expression("array", place, 0)}${w.r.chance(0.3) ? `, ${w.number(place, 0)}` : ""})`,
  ),
  from("array", "toReversed", 0.3, (xs) => `${xs}.toReversed()`),
  from("array", "toSorted", 0.4, (xs, w) => {
    const e = w.fresh("e");
    return `${xs}.toSorted(${w.r.pick([`(${e}a, ${e}b) => ${e}a - ${e}b`, `(${e}a, ${e}b) => ${e}b - ${e}a`, `(${e}a, ${e}b) => Math.abs(${e}a) - Math.abs(${e}b)`, ""])})`;
  }),
  from(
    "array",
    "toSpliced",
    0.3,
    (xs, w, place) => `${xs}.toSpliced(1, 1, ${w.number(place, 0)}, ${w.number(place, 0)})`,
  ),
  from("array", "with", 0.3, (xs, w, place) => `${xs}.with(${w.r.pick(["1", "0", "-1"])}, ${w.number(place, 0)})`),
  from("array", "filter", 0.3, (xs, w, place) => {
    const e = w.fresh("e");
    const inner = w.insideFunction(place, [{ name: e, kind: "number", isConst: true }]);
    return `[...${xs}.filter((${e}): boolean => ${w.boolean(inner, 1)}), 0.3, 0.6, 0.9]`;
  }),
  from("array", "flatMap", 0.3, (xs, w, place) => {
    const e = w.fresh("e");
    // In loops a list that is made of itself stays short.
    return `${xs}.slice(0, 4).flatMap((${e}) => [${e}, ${e} * ${w.number(place, 0)}])`;
  }),
  from("matrix", "flat", 0.3, (m) => `${m}.flat().slice(0, 6)`),
  from("matrix", "row", 0.4, (m, w) => `${m}[${w.r.below(2)}]!`, true),
  from("table", "field", 0.4, (t) => `${t}.xs`, true),
  from("typed", "Array.from", 0.4, (ts, w, place) =>
    w.r.pick([`Array.from(${ts})`, `[...${ts}]`, `Array.from(${ts}, ${mapper(w, place, 1)})`]),
  ),
  from("pairs", "fields", 0.3, (ps) => `${ps}.map(({ u }) => u).concat(${ps}.map(({ v }) => v))`),
  {
    name: "Array.from",
    weight: 0.4,
    make: (w, place) => {
      const i = w.fresh("j");
      const inner = w.insideFunction(place, [{ name: i, kind: "number", isConst: true, isCounter: true }]);
      return `Array.from({ length: 3 }, (_, ${i}) => ${w.number(inner, 1)})`;
    },
  },
  {
    name: "Array.of",
    weight: 0.3,
    make: (w, place) => `Array.of(${w.number(place, 0)}, ${w.number(place, 0)}, ${w.number(place, 0)})`,
  },
  {
    name: "new Array",
    weight: 0.3,
    make: (w, place) => `new Array<number>(${w.r.pick(["3", "4"])}).fill(${w.number(place, 1)})`,
  },
  from("pair", "values", 0.2, (p) => `[...Object.values(${p}), 0.2]`),
  {
    name: "in place",
    weight: 0.3,
    make: (w, place, d) =>
      `${literalOf("array", w, place, d)}.${w.r.pick(["reverse()", "sort((a, b) => a - b)", `fill(${w.number(place, 0)}, 1)`, "copyWithin(0, 1)"])}`,
  },
  from("array", "structuredClone", 0.2, (xs) => `(structuredClone(${xs}) as number[])`),
];

const typed: readonly Production[] = [
  ...common("typed"),
  {
    name: "from array",
    weight: 0.6,
    make: (w, place, d) =>
      w.r.pick([
        `new Float64Array(${w.expression("array", place, d - 1)})`,
        `Float64Array.from(${w.expression("array", place, d - 1)})`,
      ]),
  },
  from("typed", "slice", 0.5, (ts, w) => w.r.pick([`${ts}.slice()`, `${ts}.slice(0, 3)`])),
  from("typed", "subarray", 0.8, (ts) => `${ts}.subarray(0, 3)`, true),
  from("typed", "map", 0.7, (ts, w, place, d) => `${ts}.map(${mapper(w, place, d - 1)})`),
  from("typed", "buffer", 0.3, (ts) => `new Float64Array(${ts}.buffer, ${ts}.byteOffset, 3)`, true),
  from("typed", "toSorted", 0.2, (ts, w) => `${ts}.${w.r.pick(["toSorted()", "toReversed()", "with(1, 0.5)"])}`),
  {
    name: "zeros",
    weight: 0.3,
    make: (w, place) => w.r.pick([`new Float64Array(3)`, `new Float64Array(3).fill(${w.number(place, 0)})`]),
  },
];

const matrices: readonly Production[] = [
  ...common("matrix"),
  from("matrix", "map rows", 0.6, (m, w, place, d) => {
    const row = w.fresh("row");
    return w.r.pick([
      `${m}.map((${row}) => [...${row}])`,
      `${m}.map((${row}) => ${row}.map(${mapper(w, place, d - 1)}))`,
      `${m}.map((${row}) => ${row}.slice())`,
    ]);
  }),
  from("array", "rows of a list", 0.4, (xs) => `[${xs}, ${xs}.slice()]`, true),
  from("matrix", "reversed", 0.3, (m) => `[...${m}].reverse()`, true),
  {
    name: "Array.from",
    weight: 0.3,
    make: (w, place) => `Array.from({ length: 2 }, () => ${w.expression("array", place, 0)})`,
  },
];

const pairs: readonly Production[] = [
  ...common("pairs"),
  from("pairs", "map", 0.6, (ps, w, place) => {
    const q = w.fresh("q");
    return `${ps}.map((${q}) => ({ u: ${q}.v, v: ${q}.u * ${w.number(place, 0)} }))`;
  }),
  from("pairs", "spread", 0.4, (ps) => `[...${ps}]`, true),
  from("pair", "of one", 0.4, (p, w, place) => `[${p}, ${w.expression("pair", place, 0)}, ${p}]`, true),
  from("pairs", "sorted", 0.3, (ps) => `${ps}.toSorted((a, b) => a.u - b.u)`, true),
];

const pair: readonly Production[] = [
  ...common("pair"),
  from("pair", "spread", 0.8, (p, w, place) =>
    w.r.pick(
      [`{ ...${p} }`, `{ ...${p}, v: ${w.number(place, 1)} }`, `{ u: ${w.number(place, 0)}, ...${p} }`].slice(0, 2),
    ),
  ),
  from("pair", "assign", 0.3, (p, w, place) => `Object.assign({ ...${p} }, { u: ${w.number(place, 0)} })`),
  from("pair", "clone", 0.2, (p) => `structuredClone(${p})`),
  from("pairs", "element", 0.5, (ps, w) => `${ps}[${w.r.below(3)}]!`, true),
  from(
    "option",
    "tip",
    0.3,
    (o, w, place) => `(${o}.tip ?? { u: ${w.number({ ...place, variables: w.of(place, "number") }, 0)}, v: 0.5 })`,
    true,
  ),
  from("pair", "rest", 0.2, (p) => `(({ u, ...others }: Pair) => ({ u, ...others }))(${p})`, true),
  from("tuple", "from a tuple", 0.3, (t) => `(([u, v]: readonly [number, number]) => ({ u, v }))(${t})`),
];

export const containers: Readonly<Record<Exclude<Kind, "number" | "boolean">, readonly Production[]>> = {
  array: arrays,
  typed,
  matrix: matrices,
  pairs,
  pair,
  single: [
    ...common("single"),
    from("single", "slice", 0.5, (s) => `${s}.slice()`),
    from("single", "map", 0.5, (s, w, place) => `${s}.map(${mapper(w, place, 1)})`),
  ],
  ints: common("ints"),
  string: common("string"),
  tuple: [
    ...common("tuple"),
    from("pair", "of a pair", 0.5, (p, w) =>
      w.r.pick([
        `[${p}.v, ${p}.u]`,
        `(({ u: first, v: second }: Readonly<Pair>): [number, number] => [second, first])(${p})`,
      ]),
    ),
    from("tuple", "swapped", 0.5, (t) => `[${t}[1], ${t}[0]]`),
  ],
  option: [
    ...common("option"),
    from("option", "spread", 0.5, (o, w, place) => w.r.pick([`{ ...${o} }`, `{ ...${o}, w: ${w.number(place, 0)} }`])),
  ],
  shape: [...common("shape"), from("shape", "copy", 0.3, (s) => `({ ...${s} } as Shape)`)],
  chain: [
    ...common("chain"),
    from("chain", "longer", 0.6, (c, w, place) => `{ value: ${w.number(place, 0)}, next: ${c} as Chain | null }`, true),
  ],
  table: [...common("table"), from("table", "copy", 0.4, (t) => `{ ...${t}, xs: ${t}.xs.slice() }`)],
  vec: [
    ...common("vec"),
    from("vec", "add", 0.6, (v, w, place) => `${v}.add(${literalOf("vec", w, place, 1)})`),
    from("vec", "grow", 0.4, (v, w, place) => `${v}.grow(${w.number(place, 0)})`, true),
  ],
  solid: common("solid"),
  maybe: [
    ...common("maybe"),
    from("option", "optional field", 0.6, (o) => `${o}.w`),
    from("option", "optional chain", 0.6, (o, w) => `${o}.tip?.${w.r.pick(["u", "v"])}`),
    from("array", "found", 0.4, (xs, w, place) => {
      const e = w.fresh("e");
      return `${xs}.find((${e}) => ${e} < ${w.number(place, 0)})`;
    }),
    from("chain", "next", 0.3, (c) => `${c}.next?.value`),
  ],
  fn: [
    ...common("fn").filter(({ name }) => name !== "conditional" && name !== "assignment"),
    { name: "of Math", weight: 0.6, isLeaf: true, make: (w) => w.r.pick(["Math.sin", "Math.tanh", "Math.atan"]) },
    from("fns", "element", 0.4, (fns, w) => `${fns}[${w.r.below(3)}]!`),
    from("kit", "field", 0.4, (kit) => `${kit}.g`),
  ],
  fns: [...common("fns"), from("fns", "more", 0.5, (fns, w, place) => `[...${fns}, ${w.expression("fn", place, 1)}]`)],
  kit: [...common("kit"), from("kit", "copy", 0.5, (kit, w, place) => `{ ...${kit}, scale: ${w.number(place, 0)} }`)],
};
