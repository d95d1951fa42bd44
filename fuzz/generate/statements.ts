/** Statements that go straight on: declarations, assignments, writes into memory, effects. */
import { memory, typeText } from "./kinds.ts";
import type { Kind } from "./kinds.ts";
import { literalOf } from "./literals.ts";
import { callText, storePlace, target } from "./numbers.ts";
import type { Place, Production, Writer } from "./writer.ts";

const declared: readonly (readonly [number, Kind])[] = [
  [6, "number"],
  [1.5, "array"],
  [0.8, "typed"],
  [0.3, "single"],
  [0.2, "ints"],
  [1, "matrix"],
  [0.5, "tuple"],
  [1.2, "pair"],
  [0.5, "pairs"],
  [0.5, "option"],
  [0.5, "shape"],
  [0.4, "chain"],
  [0.5, "table"],
  [0.6, "vec"],
  [0.4, "solid"],
  [0.8, "boolean"],
  [0.3, "string"],
  [0.6, "maybe"],
  [1, "fn"],
  [0.5, "fns"],
  [0.5, "kit"],
];

const stems: Readonly<Record<Kind, string>> = {
  number: "n",
  boolean: "b",
  string: "s",
  maybe: "mb",
  array: "ys",
  typed: "ts",
  single: "fs",
  ints: "ks",
  matrix: "m",
  tuple: "tp",
  pair: "q",
  pairs: "ps",
  option: "op",
  shape: "sh",
  chain: "ch",
  table: "tb",
  vec: "vec",
  solid: "sol",
  fn: "g",
  fns: "gs",
  kit: "kit",
};

function declare(w: Writer, place: Place): string | undefined {
  const kind = declared[w.r.weighted(declared.map(([weight]) => weight))!]![1];
  if ((kind === "vec" || kind === "solid") && !w.features.has("classes")) return undefined;
  const text = w.expression(kind, place, 3);
  const name = w.fresh(stems[kind]);
  const isConst = kind === "fn" || kind === "boolean" ? w.r.chance(0.6) || kind === "fn" : w.r.chance(0.45);
  place.variables.push({ name, kind, isConst });
  const keyword = isConst ? "const" : w.r.chance(0.1) && !place.canContinue ? "var" : "let";
  const type = kind === "number" && w.r.chance(0.3) && !isConst ? "" : `: ${typeText[kind]}`;
  return `${keyword} ${name}${type} = ${text};`;
}

/** Declared first, given a value on each path. */
function declareLater(w: Writer, place: Place): string {
  const name = w.fresh("n");
  const test = w.boolean(place, 2);
  const [a, b] = [w.number(place, 2), w.number(place, 2)];
  place.variables.push({ name, kind: "number" });
  return `let ${name}: number;\nif (${test}) ${name} = ${a};\nelse ${name} = ${b};`;
}

function assign(w: Writer, place: Place): string | undefined {
  const operator = w.r.pick(["=", "=", "+=", "+=", "-=", "*=", "/=", "%=", "**=", "||=", "&&="]);
  const at = target(w, place, operator !== "=");
  if (at === undefined) return undefined;
  const value =
    operator === "/="
      ? `1.5 + Math.abs(${w.number(place, 1)})`
      : operator === "%="
        ? "2.5"
        : operator === "**="
          ? "2"
          : w.number(place, 3);
  return `${at} ${operator} ${value};`;
}

/** Another value for a variable that is no number; a reference then has another name. */
function reassign(w: Writer, place: Place): string | undefined {
  const fits = place.variables.filter(
    ({ kind, isConst, name }) =>
      kind !== "number" && kind !== "fn" && !isConst && !name.includes(".") && kind !== "ints",
  );
  if (fits.length === 0 || !place.canWrite) return undefined;
  const { name, kind } = w.r.pick(fits);
  return `${name} = ${w.expression(kind, place, 2)};`;
}

/** A reference stored in memory. */
function storeReference(w: Writer, place: Place): string | undefined {
  const options: (() => string)[] = [];
  const add = (kind: Kind, text: (name: string) => string): void => {
    const name = w.variable(place, kind, { mutated: true });
    if (name !== undefined) options.push(() => text(name));
  };
  add("matrix", (name) => `${name}[${w.r.below(2)}] = ${w.expression("array", place, 2)};`);
  add("pairs", (name) => `${name}[${w.index(place)}] = ${w.expression("pair", place, 2)};`);
  add("option", (name) =>
    w.r.pick([
      () => `${name}.tip = ${w.r.chance(0.7) ? w.expression("pair", place, 1) : "null as Pair | null"};`,
      () => `${name}.w = ${w.number(place, 1)};`,
    ])(),
  );
  add("table", (name) => `${name}.xs = ${w.expression("array", place, 2)};`);
  add("fns", (name) => `${name}[${w.r.below(3)}] = ${w.expression("fn", place, 2)};`);
  add(
    "kit",
    (name) => `${name}.${w.r.pick([`g = ${w.expression("fn", place, 2)}`, `scale *= ${w.number(place, 1)}`])};`,
  );
  add("chain", (name) =>
    w.r.pick([
      `${name}.next = { value: ${w.number(place, 1)}, next: null } as Chain | null;`,
      `${name}.next = null as Chain | null;`,
    ]),
  );
  return options.length > 0 ? w.r.pick(options)() : undefined;
}

function resize(w: Writer, place: Place): string | undefined {
  const list = w.variable(place, "array", { mutated: true });
  if (list === undefined) return undefined;
  const a = (): string => w.number(place, 2);
  return w.r.pick([
    () => `if (${list}.length < 9) ${list}.push(${a()});`,
    () => `if (${list}.length < 9) ${list}.push(${a()}, ${a()});`,
    () => `if (${list}.length < 6) ${list}.push(...${w.expression("array", place, 0)});`,
    () => `if (${list}.length > 3) ${list}.pop();`,
    () => `if (${list}.length > 3) ${list}.shift();`,
    () => `if (${list}.length < 9) ${list}.unshift(${a()});`,
    () => `if (${list}.length > 3) ${list}.splice(1, 1);`,
    () => `if (${list}.length < 9) ${list}.splice(1, 1, ${a()}, ${a()});`,
    () => `if (${list}.length > 3) ${list}.length = 3;`,
    () => `if (${list}.length > 4) ${list}.length--;`,
  ])();
}

function reorder(w: Writer, place: Place): string | undefined {
  const isTyped = w.r.chance(0.3);
  const list = w.variable(place, isTyped ? "typed" : "array", { mutated: true });
  if (list === undefined) return undefined;
  const e = w.fresh("e");
  const forms = [
    `${list}.reverse();`,
    `${list}.sort((${e}a, ${e}b) => ${e}a - ${e}b);`,
    `${list}.sort((${e}a, ${e}b) => Math.sin(${e}b) - Math.sin(${e}a));`,
    `${list}.fill(${w.number(place, 1)});`,
    `${list}.fill(${w.number(place, 1)}, 1, 2);`,
    `${list}.copyWithin(0, 1, 2);`,
    ...(isTyped
      ? [
          `${list}.set([${w.number(place, 1)}, 0.5], 1);`,
          `${list}.set(${list}.subarray(0, 2), 1);`,
          `${list}.sort();`,
          `${list}.subarray(1).fill(${w.number(place, 0)});`,
        ]
      : [`${list}.sort();`]),
  ];
  return w.r.pick(forms);
}

/** A second name for memory. */
function alias(w: Writer, place: Place): string | undefined {
  const kind = w.r.pick(memory);
  const [one, other] = [w.variable(place, kind, { mutated: true }), w.variable(place, kind, { mutated: true })];
  if (one === undefined || other === undefined) return undefined;
  const name = w.fresh("al");
  const text = w.r.chance(0.5) ? one : `${w.boolean(place, 1)} ? ${one} : ${other}`;
  place.variables.push({ name, kind, isConst: w.r.chance(0.6) });
  return `${place.variables.at(-1)!.isConst ? "const" : "let"} ${name} = ${text};`;
}

function swap(w: Writer, place: Place): string | undefined {
  const options: string[] = [];
  const add = (kind: Kind, text: (name: string) => string): void => {
    const name = w.variable(place, kind, { mutated: true });
    if (name !== undefined) options.push(text(name));
  };
  const [i, j] = [w.index(place), w.index(place)];
  add("array", (name) => `[${name}[${i}], ${name}[${j}]] = [${name}[${j}]!, ${name}[${i}]!];`);
  add("matrix", (name) => `[${name}[0], ${name}[1]] = [${name}[1]!, ${name}[0]!];`);
  add("pair", (name) => `({ u: ${name}.v, v: ${name}.u } = ${name});`);
  const numbers = w.of(place, "number", { assigned: true }).filter(({ name }) => !name.includes("."));
  if (numbers.length > 1) {
    const [a, b] = [w.r.pick(numbers).name, w.r.pick(numbers).name];
    if (a !== b) options.push(`[${a}, ${b}] = [${b}, ${a} * 0.5];`);
    if (a !== b)
      options.push(
        `[${a}, ${b} = ${w.number(place, 0)}] = ${w.expression("array", place, 1)}.slice(0, ${1 + w.r.below(2)});`,
      );
  }
  return options.length > 0 ? w.r.pick(options) : undefined;
}

function destructure(w: Writer, place: Place): string {
  const [a, b] = [w.fresh("u"), w.fresh("v")];
  const rest = w.fresh("rest");
  const later = (): void => void place.variables.push({ name: a, kind: "number" }, { name: b, kind: "number" });
  const keyword = "let";
  const text = w.r.pick([
    () => `${keyword} { u: ${a}, v: ${b} } = ${w.expression("pair", place, 2)};`,
    () => `${keyword} [${a}, ${b}] = ${w.expression("tuple", place, 2)} as [number, number];`,
    () =>
      `${keyword} [${a} = ${w.number(place, 0)}, , ${b} = ${w.number(place, 0)}] = ${w.expression("array", place, 2)};`,
    () => `${keyword} { u: ${a}, w: ${b} = ${w.number(place, 1)} } = (${w.expression("option", place, 1)}) as Option;`,
    () => `${keyword} { xs: [${a} = 0.5], scale: ${b} } = ${w.expression("table", place, 1)};`,
    () => {
      const made = `${keyword} [${a} = 0.4, ...${rest}] = ${w.expression("array", place, 2)};\nlet ${b} = ${rest}[1] ?? 0.3;`;
      return made;
    },
    () =>
      `const { u: ${rest}u, ...${rest} } = ${w.expression("pair", place, 2)};\nlet [${a}, ${b}] = [${rest}u, ${rest}.v];`,
    () => `${keyword} [[${a} = 0.1] = [0.2], [, ${b} = 0.3] = [0.4, 0.5]] = ${w.expression("matrix", place, 2)};`,
    () => `let ${a} = 0.5;\nlet ${b} = 0.7;\n({ u: ${a}, v: ${b} } = ${w.expression("pair", place, 2)});`,
  ])();
  later();
  return text;
}

/** A call for what it does, not for what it gives. */
function act(w: Writer, place: Place): string | undefined {
  const options: (() => string | undefined)[] = [
    () => (w.callees.length > 0 && !place.isCostly ? `${callText(w, w.r.pick(w.callees), place, 2)};` : undefined),
    () => {
      const list = w.variable(place, "array") ?? w.variable(place, "typed");
      if (list === undefined || place.depth >= 5) return undefined;
      const e = w.fresh("e");
      const inner = w.insideFunction(place, [{ name: e, kind: "number", isConst: true }], {
        variables: [...place.variables.filter(({ name }) => name !== list), { name: e, kind: "number", isConst: true }],
      });
      const write = simple(w, inner);
      return `${list}.forEach((${e}) => {\n${write}\n});`;
    },
    () => {
      const pair = w.variable(place, "pair", { mutated: true });
      return pair === undefined ? undefined : `Object.assign(${pair}, { v: ${w.number(place, 1)} });`;
    },
    () => {
      const vec = w.variable(place, "vec", { mutated: true });
      return vec === undefined ? undefined : `${vec}.grow(${w.number(place, 1)});`;
    },
    () => {
      const fn = w.variable(place, "fn");
      return fn === undefined ? undefined : `${fn}(${w.number(place, 1)});`;
    },
  ];
  return w.r.pick(options)();
}

/** Not to be nested: a write or an assignment. */
export function simple(w: Writer, place: Place): string {
  const at = w.variable(place, "number", { assigned: true }) ?? storePlace(w, place, true);
  return at === undefined ? "void 0;" : `${at} ${w.r.pick(["+=", "-=", "*="])} ${w.number(place, 1)};`;
}

function print(w: Writer, place: Place): string | undefined {
  if (!w.hasEffects) return undefined;
  return w.r.pick([
    () => `console.log("at", ${w.number(place, 1)});`,
    () => `console.log(${w.r.pick(['"here"', "`there`"])}, ${w.boolean(place, 1)});`,
    () => `console.warn(${w.number(place, 0)}, ${w.number(place, 0)});`,
  ])();
}

/** Sets and maps of what carries nothing. */
function counting(w: Writer, place: Place): string {
  const [set, name] = [w.fresh("seen"), w.fresh("n")];
  const test = w.boolean(place, 1);
  const text = w.r.pick([
    `const ${set} = new Set<number>();\nfor (let k = 0; k < 3; k++) ${set}.add(k % 2);\nlet ${name} = ${set}.has(1) ? ${w.number(place, 1)} : ${set}.size;`,
    `const ${set} = new Map<number, number>([[0, 2], [1, 0.5]]);\nlet ${name} = 0.5;\nfor (const [k, v] of ${set}) ${name} += ${test} ? k * ${w.number(place, 1)} : v;`,
    `const ${set} = new Map<string, number>();\n${set}.set("a", ${test} ? 1 : 2);\nlet ${name} = (${set}.get("a") ?? 0) * ${w.number(place, 1)};`,
  ]);
  place.variables.push({ name, kind: "number" });
  return text;
}

function shadowedMath(w: Writer, place: Place): string {
  const name = w.fresh("n");
  const value = w.number(place, 1);
  place.variables.push({ name, kind: "number" });
  return `let ${name}: number;\n{\nconst Math = { sin: (z: number): number => z * 0.5 };\n${name} = Math.sin(${value.includes("Math") ? "0.5" : value});\n}`;
}

export const plainStatements: readonly Production[] = [
  { name: "declare", weight: 8, make: declare },
  { name: "declare later", weight: 0.5, make: declareLater },
  { name: "assign", weight: 8, make: assign },
  { name: "reassign", weight: 1.5, make: reassign },
  { name: "store reference", weight: 1.5, make: storeReference },
  { name: "resize", weight: 1.8, make: resize },
  { name: "reorder", weight: 1.2, make: reorder },
  { name: "alias", weight: 1.2, make: alias },
  { name: "swap", weight: 1, make: swap },
  { name: "destructure", weight: 1.2, make: destructure },
  { name: "act", weight: 1.5, make: act },
  { name: "print", weight: 1.2, make: print },
  { name: "counting", weight: 0.3, make: counting },
  { name: "shadowed Math", weight: 0.1, make: shadowedMath },
  { name: "empty", weight: 0.2, make: () => ";" },
  {
    name: "expression",
    weight: 0.8,
    make: (w, place) => `${w.r.pick([w.number(place, 2), w.boolean(place, 2)]).replace(/^([{]|function)/, "($1")};`,
  },
  { name: "literal of memory", weight: 0.2, make: (w, place) => `void ${literalOf("array", w, place, 2)};` },
];
