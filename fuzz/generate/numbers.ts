/** Numbers from operators, variables, places and calls. */
import type { Place, Production, Writer } from "./writer.ts";

const literals = ["0.5", "1.5", "2", "-0.7", "0.25", "3", "0", "1e-3"];

/** A binary operator whose result stays of an ordinary size. */
function arithmetic(w: Writer, place: Place, depth: number): string {
  const a = (): string => w.number(place, depth - 1);
  return w.r.pick([() => `(${a()} + ${a()})`, () => `(${a()} - ${a()})`, () => `(${a()} * ${a()})`])();
}

/** The text of a number on the left of an assignment, written in the way that the operator asks for. */
export function target(w: Writer, place: Place, isRead: boolean): string | undefined {
  const own = w.variable(place, "number", { assigned: true });
  if (own !== undefined && w.r.chance(0.5)) return own;
  return storePlace(w, place, isRead) ?? own;
}

/** A number inside of memory that may be written. */
export function storePlace(w: Writer, place: Place, isRead: boolean): string | undefined {
  const bang = isRead ? "!" : "";
  const options: (() => string)[] = [];
  const add = (kind: Parameters<Writer["variable"]>[1], text: (name: string) => string): void => {
    const name = w.variable(place, kind, { mutated: true });
    if (name !== undefined) options.push(() => text(name));
  };
  add("array", (name) => `${name}[${w.index(place)}]${bang}`);
  add("typed", (name) => `${name}[${w.index(place)}]${bang}`);
  add("single", (name) => `${name}[${w.index(place)}]${bang}`);
  add("matrix", (name) => `${name}[${w.r.below(2)}]![${w.index(place)}]${bang}`);
  add("tuple", (name) => `${name}[${w.r.below(2)}]`);
  add("pair", (name) => w.r.pick([`${name}.u`, `${name}.v`, `${name}["u"]`]));
  add("pairs", (name) => `${name}[${w.index(place)}]!.${w.r.pick(["u", "v"])}`);
  add("option", (name) => `${name}.u`);
  add("chain", (name) => `${name}.value`);
  add("table", (name) => w.r.pick([`${name}.scale`, `${name}.xs[${w.r.below(3)}]${bang}`]));
  add("vec", (name) => w.r.pick([`${name}.x`, `${name}.y`, `${name}.twice`]));
  add("solid", (name) => w.r.pick([`${name}.x`, `${name}.z`]));
  return options.length > 0 ? w.r.pick(options)() : undefined;
}

/** A number that lies in memory. */
function memoryRead(w: Writer, place: Place): string | undefined {
  const options: (() => string)[] = [];
  const add = (kind: Parameters<Writer["variable"]>[1], ...texts: ((name: string) => string)[]): void => {
    const name = w.variable(place, kind);
    if (name !== undefined) options.push(() => w.r.pick(texts)(name));
  };
  add("array", (name) => `${name}[${w.index(place)}]!`);
  add("typed", (name) => `${name}[${w.index(place)}]!`);
  add("single", (name) => `${name}[${w.index(place)}]!`);
  add("matrix", (name) => `${name}[${w.r.below(2)}]![${w.index(place)}]!`);
  add("tuple", (name) => `${name}[${w.r.below(2)}]`);
  add(
    "pair",
    (name) => `${name}.u`,
    (name) => `${name}.v`,
    (name) => `${name}["v"]`,
    (name) => `${name}?.u`,
  );
  add("pairs", (name) => `${name}[${w.index(place)}]!.${w.r.pick(["u", "v"])}`);
  add(
    "option",
    (name) => `${name}.u`,
    (name) => `(${name}.w ?? ${w.number(place, 0)})`,
    (name) => `(${name}.tip?.u ?? ${w.number(place, 0)})`,
  );
  add("shape", (name) => `(${name}.kind === "disc" ? ${name}.r : ${name}.w * ${name}.h)`);
  add(
    "chain",
    (name) => `${name}.value`,
    (name) => `(${name}.next?.value ?? ${w.number(place, 0)})`,
  );
  add(
    "table",
    (name) => `${name}.scale`,
    (name) => `${name}.xs[${w.index(place)}]!`,
  );
  add(
    "vec",
    (name) => `${name}.x`,
    (name) => `${name}.y`,
    (name) => `${name}.length`,
    (name) => `${name}.twice`,
    (name) => `${name}?.twice`,
  );
  add(
    "solid",
    (name) => `${name}.z`,
    (name) => `${name}.x`,
    (name) => `${name}.volume`,
  );
  add("maybe", (name) => `(${name} ?? ${w.number(place, 0)})`);
  return options.length > 0 ? w.r.pick(options)() : undefined;
}

/** Counts and other whole numbers that carry nothing. */
function inactive(w: Writer, place: Place): string | undefined {
  const options: string[] = [];
  const add = (kind: Parameters<Writer["variable"]>[1], text: (name: string) => string): void => {
    const name = w.variable(place, kind);
    if (name !== undefined) options.push(text(name));
  };
  add("array", (name) => `${name}.length`);
  add("typed", (name) => `${name}.length`);
  add("pairs", (name) => `${name}.length`);
  add("ints", (name) => `${name}[${w.index(place)}]!`);
  add("string", (name) => `${name}.length`);
  for (const { name } of place.variables.filter(({ isCounter }) => isCounter)) options.push(name);
  return options.length > 0 ? w.r.pick(options) : undefined;
}

export const numbers: readonly Production[] = [
  { name: "variable", weight: 8, isLeaf: true, make: (w, place) => w.variable(place, "number") },
  { name: "memory", weight: 6, isLeaf: true, make: (w, place) => memoryRead(w, place) },
  { name: "literal", weight: 1.2, isLeaf: true, make: (w) => w.r.pick(literals) },
  { name: "whole", weight: 0.7, isLeaf: true, make: (w, place) => inactive(w, place) },
  {
    name: "constant",
    weight: 0.4,
    isLeaf: true,
    make: (w) =>
      w.r.pick(["RATE", "SCALES[1]!", "LIMITS.low", "Math.PI", "Math.LN2", "Math.SQRT1_2", "Number.EPSILON"]),
  },
  { name: "arithmetic", weight: 9, make: arithmetic },
  {
    name: "quotient",
    weight: 2,
    make: (w, place, d) => `(${w.number(place, d - 1)} / (2 + Math.abs(${w.number(place, d - 1)})))`,
  },
  { name: "bare quotient", weight: 0.3, make: (w, place, d) => `(${w.number(place, d - 1)} / ${w.number(place, 0)})` },
  {
    name: "remainder",
    weight: 0.8,
    make: (w, place, d) =>
      `(${w.number(place, d - 1)} % ${w.r.pick(["3", "1.7", `(1 + Math.abs(${w.number(place, 0)}))`])})`,
  },
  {
    name: "power",
    weight: 1.2,
    make: (w, place, d) =>
      w.r.pick([
        () => `((${w.number(place, d - 1)}) ** 2)`,
        () => `((${w.number(place, d - 1)}) ** 3)`,
        () => `((0.5 + Math.abs(${w.number(place, d - 1)})) ** Math.sin(${w.number(place, d - 1)}))`,
        () => `((0.7 + Math.tanh(${w.number(place, d - 1)}) ** 2) ** (${w.number(place, 0)}))`,
      ])(),
  },
  { name: "minus", weight: 1, make: (w, place, d) => `-(${w.number(place, d - 1)})` },
  { name: "plus", weight: 0.4, make: (w, place, d) => `+(${w.number(place, d - 1)})` },
  {
    name: "bits",
    weight: 1.2,
    make: (w, place, d) => {
      const a = w.number(place, d - 1);
      return w.r.pick([
        `(${a} | 0)`,
        `~~(${a})`,
        `(${a} >> 1)`,
        `(${a} & 3)`,
        `(${a} ^ 1)`,
        `(${a} << 1)`,
        `(7 >>> (${a} & 1))`,
        `~(${a})`,
      ]);
    },
  },
  {
    name: "conditional",
    weight: 3,
    make: (w, place, d) => `(${w.boolean(place, d - 1)} ? ${w.number(place, d - 1)} : ${w.number(place, d - 1)})`,
  },
  {
    name: "logical",
    weight: 1.2,
    make: (w, place, d) => {
      const left = w.variable(place, "number") ?? memoryRead(w, place);
      if (left === undefined || left.startsWith("-")) return undefined;
      return `(${left} ${w.r.pick(["||", "&&"])} ${w.number(place, d - 1)})`;
    },
  },
  {
    name: "coalesce",
    weight: 1,
    make: (w, place, d) => `(${w.expression("maybe", place, Math.min(1, d - 1))} ?? ${w.number(place, d - 1)})`,
  },
  {
    name: "comma",
    weight: 1.1,
    make: (w, place, d) =>
      `(${w.r.chance(0.6) ? (assigning(w, place, d - 1) ?? `Math.abs(${w.number(place, 0)})`) : `Math.abs(${w.number(place, d - 1)})`}, ${w.number(place, d - 1)})`,
  },
  { name: "assignment", weight: 1.6, make: assigning },
  {
    name: "step",
    weight: 1.1,
    make: (w, place) => {
      const at = target(w, place, true);
      return at === undefined ? undefined : w.r.pick([`${at}++`, `${at}--`, `++${at}`, `--${at}`]);
    },
  },
  {
    name: "seen as",
    weight: 1.4,
    make: (w, place, d) =>
      w.r.pick([
        `(${w.number(place, d - 1)} as number)`,
        `(${w.number(place, d - 1)} satisfies number)`,
        `(<number>${w.r.chance(0.5) ? w.number(place, 0) : `(${w.number(place, d - 1)})`})`,
      ]),
  },
  {
    name: "Number",
    weight: 0.4,
    make: (w, place, d) =>
      w.r.pick([
        `Number(${w.number(place, d - 1)})`,
        `Number(${w.boolean(place, d - 1)})`,
        `Number.parseFloat("0.75")`,
        `parseFloat("1.25")`,
      ]),
  },
  { name: "from text", weight: 0.3, make: (w, place) => `\`${"$"}{${w.boolean(place, 1)}}\`.length` },
  { name: "call", weight: 5, make: (w, place, d) => call(w, place, d) },
  {
    name: "function value",
    weight: 1.5,
    make: (w, place, d) => {
      const fn = w.variable(place, "fn");
      return fn === undefined ? undefined : `${fn}(${w.number(place, d - 1)})`;
    },
  },
  {
    name: "function in memory",
    weight: 2,
    make: (w, place, d) => {
      const [fns, kit] = [w.variable(place, "fns"), w.variable(place, "kit")];
      const g = w.fresh("g");
      const options = [
        ...(fns === undefined
          ? []
          : [
              () => `${fns}[${w.index(place)}]!(${w.number(place, d - 1)})`,
              () => `${fns}.reduce((${g}s, ${g}) => ${g}(${g}s), ${w.number(place, 0)})`,
              () => `${fns}.map((${g}) => ${g}(${w.number(place, 0)}))[${w.r.below(2)}]!`,
            ]),
        ...(kit === undefined
          ? []
          : [() => `${kit}.g(${w.number(place, d - 1)})`, () => `(${kit}.scale * ${kit}.g(${w.number(place, 0)}))`]),
      ];
      return options.length > 0 ? w.r.pick(options)() : undefined;
    },
  },
  { name: "invoked at once", weight: 0.8, make: invokedAtOnce },
  { name: "methods", weight: 2, make: methods },
  { name: "object with a method", weight: 0.6, make: objectWithMethod },
  {
    name: "clock",
    weight: 0.15,
    make: (w) =>
      w.hasEffects
        ? w.r.pick(["(Math.random() > 0.5 ? 1 : 2)", "(Date.now() % 2)", "(performance.now() % 2)"])
        : undefined,
  },
];

function assigning(w: Writer, place: Place, depth: number): string | undefined {
  const operator = w.r.pick(["=", "=", "+=", "-=", "*=", "/=", "%=", "**=", "||=", "&&="]);
  const at = target(w, place, operator !== "=");
  if (at === undefined) return undefined;
  if (w.r.chance(0.1)) {
    const maybe = w.variable(place, "maybe", { assigned: true });
    if (maybe !== undefined) return `(${maybe} ??= ${w.number(place, depth - 1)})`;
  }
  const value =
    operator === "/="
      ? `(1.5 + Math.abs(${w.number(place, 0)}))`
      : operator === "%="
        ? "2.5"
        : operator === "**="
          ? "2"
          : w.number(place, depth - 1);
  return `(${at} ${operator} ${value})`;
}

function call(w: Writer, place: Place, depth: number): string | undefined {
  if (place.isCostly) return undefined;
  const fits = w.callees.filter(({ result }) => result === "number");
  return fits.length > 0 ? callText(w, w.r.pick(fits), place, depth) : undefined;
}

/** A call of a function of the program, with variables for what it may write to. */
export function callText(w: Writer, callee: Writer["callees"][number], place: Place, depth: number): string {
  const args = callee.params.map((kind) => {
    const own = kind === "number" ? undefined : w.variable(place, kind, { mutated: true });
    return own !== undefined && w.r.chance(0.7) ? own : w.expression(kind, place, Math.min(1, depth - 1));
  });
  return callee.write ? callee.write(args) : `${callee.name}(${args.join(", ")})`;
}

function invokedAtOnce(w: Writer, place: Place, depth: number): string {
  const z = w.fresh("z");
  const inner = w.insideFunction(place, [{ name: z, kind: "number" }]);
  if (w.r.chance(0.5)) return `((${z}: number) => ${w.number(inner, depth - 1)})(${w.number(place, depth - 1)})`;
  const body = w.budget > 0 && place.depth < 5 ? w.statements(inner, 2) : ";";
  return `((${z}: number): number => {\n${body}\nreturn ${w.number(inner, depth - 1)};\n})(${w.number(place, depth - 1)})`;
}

function methods(w: Writer, place: Place, depth: number): string | undefined {
  if (!w.features.has("classes")) return undefined;
  const a = (): string => w.number(place, Math.min(1, depth - 1));
  const vec = (): string => w.expression("vec", place, depth - 1);
  const solid = (): string => w.expression("solid", place, depth - 1);
  return w.r.pick([
    () => `${vec()}.dot(${vec()})`,
    () => `${vec()}.grow(${a()}).length`,
    () => `${vec()}.twice`,
    () => `Vec.sum(${vec()}, ${a()})`,
    () => `${solid()}.weigh(${a()})`,
    () => `${solid()}.volume`,
    () => `${solid()}.dot(${vec()})`,
  ])();
}

function objectWithMethod(w: Writer, place: Place, depth: number): string {
  const [z, k] = [w.fresh("z"), w.fresh("k")];
  const a = (): string => w.number(place, Math.min(1, depth - 1));
  const inner = w.insideFunction(place, [{ name: z, kind: "number" }]);
  const body = w.number(
    { ...inner, variables: inner.variables.filter(({ name }) => !name.startsWith("this.")) },
    depth - 1,
  );
  return w.r.pick([
    () => `({ ${k}: ${a()}, scaled(${z}: number): number {\nreturn this.${k} * ${z} + ${body};\n} }).scaled(${a()})`,
    () => `({ ${k}: ${a()}, get half(): number {\nreturn this.${k} / 2;\n} }).half`,
    () => `({ ["u"]: ${a()}, v: ${a()} }).u`,
    () => `({ apply: (${z}: number) => ${body} }).apply(${a()})`,
  ])();
}
