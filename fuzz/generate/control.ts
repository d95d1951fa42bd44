/** Statements that branch, loop, leave, throw and catch, and functions written inside of functions. */
import { simple } from "./statements.ts";
import { endsInJump } from "./writer.ts";
import type { Place, Production, Writer } from "./writer.ts";

const deepest = 5;

function nested(make: (w: Writer, place: Place) => string | undefined): Production["make"] {
  return (w, place) => (place.depth < deepest ? make(w, place) : undefined);
}

/** Nested loops call nothing that loops itself. */
function loopPlace(place: Place, more: Partial<Place> = {}): Partial<Place> {
  return { canContinue: true, canBreak: true, isCostly: place.canContinue || place.isCostly, ...more };
}

function branch(w: Writer, place: Place): string {
  const test = w.boolean(place, 2);
  const then = w.r.chance(0.85) ? w.block(place) : simple(w, place);
  const otherwise = w.r.next();
  if (otherwise < 0.5) return `if (${test}) ${then}`;
  if (otherwise < 0.65)
    return `if (${test}) ${then}\nelse if (${w.boolean(place, 2)}) ${w.block(place)}\nelse ${w.block(place)}`;
  return `if (${test}) ${then}\nelse ${w.r.chance(0.85) ? w.block(place) : simple(w, place)}`;
}

function counted(w: Writer, place: Place): string {
  const i = w.fresh("i");
  const list = w.variable(place, "array") ?? w.variable(place, "typed");
  const bound = w.r.pick(["2", "3", "4", ...(list === undefined ? [] : [`Math.min(${list}.length, 4)`])]);
  const counter = { name: i, kind: "number" as const, isConst: true, isCounter: true };
  const inner = (): string => w.block(place, loopPlace(place, { variables: [...place.variables, counter] }));
  return w.r.pick([
    () => `for (let ${i} = 0; ${i} < ${bound}; ${i}++) ${inner()}`,
    () => `for (let ${i} = 0; ${i} < ${bound}; ${i}++) ${inner()}`,
    () => `for (let ${i} = ${bound} - 1; ${i} >= 0; ${i}--) ${inner()}`,
    () => `for (let ${i} = 0; ${i} <= ${bound}; ${i} += 2) ${inner()}`,
    () => `for (let ${i} = 0, ${i}e = ${bound}; ${i} < ${i}e; ++${i}) ${inner()}`,
    () =>
      `for (let ${i} = 0; ; ${i}++) ${w.block(place, loopPlace(place, { variables: [...place.variables, counter] }), `if (${i} >= ${bound}) break;`)}`,
    () => `for (let ${i} = 0; ${i} < 3; ${i}++) ${simple(w, { ...place, variables: [...place.variables, counter] })}`,
    () => `for (let ${i} = 0; ${i} < ${bound} && ${w.boolean(place, 1)}; ${i}++) ${inner()}`,
    () =>
      `for (let ${i} = 0; ${openTest(w, place)}; ${i}++) ${w.block(place, loopPlace(place, { variables: [...place.variables, counter] }), `if (${i} >= ${bound}) break;`)}`,
  ])();
}

/** A test that TypeScript takes as one that may hold: what is known not to would leave the body unreachable. */
function openTest(w: Writer, place: Place): string {
  const test = w.boolean(place, 2);
  return /[a-zA-Z]/.test(test) ? test : `${test} as boolean`;
}

function whiles(w: Writer, place: Place): string {
  const body = (): string => w.block(place, loopPlace(place));
  return w.r.pick([
    () => `while (fuel-- > 0 && ${w.boolean(place, 2)}) ${body()}`,
    () => `while (${openTest(w, place)}) ${w.block(place, loopPlace(place), "if (fuel-- <= 0) break;")}`,
    () => {
      const lines = w.block(place, loopPlace(place), "if (fuel-- <= 0) break;");
      return `do ${lines} while (${endsInJump(lines.slice(0, -2)) ? "fuel > 0" : openTest(w, place)});`;
    },
    () => {
      const lines = body();
      // What is never evaluated is not checked as it would be elsewhere.
      const test = endsInJump(lines.slice(0, -2)) ? "" : ` && ${w.boolean(place, 2)}`;
      return `do ${lines} while (fuel-- > 0${test});`;
    },
    () =>
      `while (true) ${w.block(place, loopPlace(place), "if (fuel-- <= 0) break;", `if (${w.boolean(place, 1)}) break;`)}`,
  ])();
}

/** A list that is walked while it may grow is left by the fuel. */
function overElements(w: Writer, place: Place): string | undefined {
  const e = w.fresh("e");
  const guard = "if (fuel-- <= 0) break;";
  const walk = (head: string, ...own: readonly string[]): string => {
    const variables = own.map((name) => ({ name, kind: "number" as const, isConst: true }));
    return `for (${head}) ${w.block(place, loopPlace(place, { variables: [...place.variables, ...variables] }), guard)}`;
  };
  const options: (() => string)[] = [
    () => walk(`const ${e} of ${w.expression("array", place, 1)}`, e),
    () => walk(`const ${e} of ${w.expression("typed", place, 1)}`, e),
    () => walk(`const { u: ${e}, v: ${e}v } of ${w.expression("pairs", place, 1)}`, e, `${e}v`),
    () => walk(`const [${e} = 0.5, ${e}v = 0.25] of ${w.expression("matrix", place, 1)}`, e, `${e}v`),
  ];
  const list = w.variable(place, "array") ?? w.variable(place, "typed");
  if (list !== undefined) {
    options.push(
      () => walk(`const ${e} of ${list}`, e),
      () => walk(`const [${e}i, ${e}] of ${list}.entries()`, e, `${e}i`),
      () => walk(`const ${e} of ${list}.${w.r.pick(["keys", "values"])}()`, e),
      () => walk(`let ${e} of ${list}`, e),
    );
  }
  const pair = w.variable(place, "pair");
  if (pair !== undefined) {
    options.push(
      () =>
        `for (const ${e} in ${pair}) {\n${guard}\n${simple(w, { ...place, variables: [...place.variables, { name: `${pair}[${e} as keyof Pair]`, kind: "number", isConst: true }] })}\n}`,
      () => walk(`const [, ${e}] of Object.entries(${pair})`, e),
    );
  }
  return w.r.pick(options)();
}

/** `for…in` over a record whose keys are known. */
function overFields(w: Writer, place: Place): string | undefined {
  const pair = w.variable(place, "pair");
  if (pair === undefined) return undefined;
  const e = w.fresh("e");
  const field = { name: `${pair}[${e} as keyof Pair]`, kind: "number" as const, isConst: true };
  return `for (const ${e} in ${pair}) ${w.block(place, loopPlace(place, { variables: [...place.variables, field] }), "if (fuel-- <= 0) break;")}`;
}

function switches(w: Writer, place: Place): string {
  const inner: Partial<Place> = { canBreak: true };
  const clause = (head: string): string => {
    const end = w.r.chance(0.7) ? "\nbreak;" : "";
    const roll = w.r.next();
    if (roll < 0.5) return `${head} ${w.block(place, { ...inner, depth: place.depth + 2 })}${end}`;
    if (roll < 0.75) return `${head}\n${simple(w, place)}${end}`;
    const lines = w.statements(w.inner(place, { ...inner, depth: place.depth + 2 }), 2);
    return `${head}\n${lines}${endsInJump(lines) ? "" : end}`;
  };
  const byDefault = w.r.chance(0.6) ? [clause("default:")] : [];
  const at = w.r.below(3);
  const arrange = (clauses: readonly string[]): string =>
    [...clauses.slice(0, at), ...byDefault, ...clauses.slice(at)].join("\n");
  const shape = w.variable(place, "shape");
  const roll = w.r.next();
  if (shape !== undefined && roll < 0.3) {
    const elsewhere = { ...place, variables: place.variables.filter(({ name }) => name !== shape) };
    // Nothing that could be called later reads the narrowed fields.
    const at = w.variable(place, "number", { assigned: true });
    const disc = at === undefined ? "void 0;" : `${at} += ${shape}.r * ${w.number(elsewhere, 0)};`;
    const box = at === undefined ? "void 0;" : `${at} *= ${shape}.w - ${shape}.h;`;
    const falls = w.r.chance(0.5) ? `${simple(w, elsewhere)}` : "";
    return w.r.pick([
      `switch (${shape}.kind) {\ncase "disc":\n${disc}\nbreak;\ncase "box":\n${box}\n}`,
      `switch (${shape}.kind) {\ncase "disc":\n${disc}\ncase "box":\n${falls}\n}`,
      `switch (${shape}.kind) {\ndefault:\n${box}\nbreak;\ncase "disc":\n${disc}\n}`,
    ]);
  }
  if (roll < 0.45) {
    return `switch (true) {\n${[0, 1].map(() => clause(`case ${wideBoolean(w, place)}:`)).join("\n")}\n${byDefault.join("")}\n}`;
  }
  const test = w.r.pick([
    () => `Math.floor(Math.abs(${w.number(place, 2)})) % 4`,
    () => `Math.floor(Math.abs(${w.number(place, 2)})) % 4`,
    () => `~~(${w.number(place, 2)})`,
    () => `(${w.number(place, 1)} & 3)`,
    () => `(${w.number(place, 2)}) as number`,
    () => `Math.round(${w.number(place, 1)})`,
    () => `Number(${w.boolean(place, 1)})`,
    () => `+(${w.boolean(place, 1)})`,
  ])();
  // A label is any number, not only a literal.
  const label = (): string => (w.r.chance(0.2) ? `case (${w.number(place, 1)}) as number:` : "case 2:");
  const clauses = ["case 0:", "case 1:\ncase 3:", label()].slice(0, 1 + w.r.below(3)).map(clause);
  return `switch (${test}) {\n${arrange(clauses)}\n}`;
}

/** A test that may be `true` by its type, whatever is known of the variables. */
function wideBoolean(w: Writer, place: Place): string {
  const test = w.boolean(place, 1);
  return w.of(place, "boolean").some(({ name }) => test.includes(name)) ? `${test} as boolean` : test;
}

function tries(w: Writer, place: Place): string {
  const body = w.block(place, { isInTry: true });
  const e = w.fresh("err");
  const handler = (): string =>
    w.r.pick([
      () => `catch ${w.block(place)}`,
      () =>
        `catch (${e}) ${w.block(place, {}, w.r.chance(0.3) ? `if (!(${e} instanceof RangeError)) throw ${e};` : "")}`,
    ])();
  const last = (): string => `finally {\n${simple(w, place)}\n${w.r.chance(0.3) ? simple(w, place) : ""}\n}`;
  return w.r.pick([
    () => `try ${body} ${handler()}`,
    () => `try ${body} ${handler()}`,
    () => `try ${body} ${handler()} ${last()}`,
    () => `try ${body} ${last()}`,
  ])();
}

function labelled(w: Writer, place: Place): string {
  const name = w.fresh("out");
  if (w.r.chance(0.3)) {
    const labels = [...place.labels, { name, isLoop: false }];
    return `${name}: ${w.block(place, { labels }, "", w.r.chance(0.5) ? `if (${w.boolean(place, 1)}) break ${name};\n${simple(w, place)}` : "")}`;
  }
  const labels = [...place.labels, { name, isLoop: true }];
  const more = loopPlace(place, { labels });
  return w.r.pick([
    () => `${name}: for (let ${name}i = 0; ${name}i < 3; ${name}i++) ${w.block(place, more)}`,
    () => `${name}: while (fuel-- > 0 && ${w.boolean(place, 1)}) ${w.block(place, more)}`,
    () =>
      `${name}: for (const ${name}e of ${w.expression("array", place, 1)}) ${w.block(place, { ...more, variables: [...place.variables, { name: `${name}e`, kind: "number", isConst: true }] }, "if (fuel-- <= 0) break;")}`,
  ])();
}

function exit(w: Writer, place: Place): string | undefined {
  const options: string[] = [];
  if (place.canBreak) options.push("break;");
  if (place.canContinue) options.push("continue;");
  for (const { name, isLoop } of place.labels) options.push(`break ${name};`, ...(isLoop ? [`continue ${name};`] : []));
  return options.length > 0 ? `if (${w.boolean(place, 2)}) ${w.r.pick(options)}` : undefined;
}

/** A function in a function, by one of the ways to write one; it reads and writes what it captures. */
function closure(w: Writer, place: Place): string {
  const [name, param] = [w.fresh("g"), w.fresh("z")];
  const form = w.r.pick(["arrow", "arrow", "declaration", "expression", "recursive"]);
  const isArrow = form === "arrow";
  const own = isArrow ? place.variables : place.variables.filter((variable) => !variable.name.startsWith("this."));
  const inner = w.insideFunction({ ...place, variables: own }, [{ name: param, kind: "number" }]);
  const lines = w.statements(inner, 2);
  const result = w.number(inner, 2);
  const body = `{\n${lines}\nreturn ${result};\n}`;
  const text =
    form === "arrow"
      ? `const ${name} = (${param}: number): number => ${body};`
      : form === "declaration"
        ? `function ${name}(${param}: number): number ${body}`
        : form === "expression"
          ? `const ${name} = function (${param}: number): number ${body};`
          : `function ${name}(${param}: number): number {\nif (fuel-- <= 0) return ${param};\n${lines}\nreturn ${w.boolean(inner, 1)} ? ${name}(${param} * 0.5) : ${result};\n}`;
  const holder = w.fresh("n");
  const first = w.number(place, 2);
  place.variables.push({ name, kind: "fn", isConst: true });
  const value = `${name}(${first})${w.r.chance(0.4) ? ` + ${name}(${w.number(place, 1)})` : ""}`;
  place.variables.push({ name: holder, kind: "number" });
  return `${text}\nlet ${holder}: number = ${value};`;
}

export const controlStatements: readonly Production[] = [
  { name: "if", weight: 4.5, make: nested(branch) },
  { name: "for", weight: 4.5, make: nested(counted) },
  { name: "while", weight: 2, make: nested(whiles) },
  { name: "of", weight: 2.5, make: nested(overElements) },
  { name: "switch", weight: 1.6, make: nested(switches) },
  { name: "try", weight: 1.8, make: nested(tries) },
  { name: "labelled", weight: 1.3, make: nested(labelled) },
  { name: "in", weight: 0.5, make: nested(overFields) },
  { name: "block", weight: 0.5, make: nested((w, place) => w.block(place)) },
  { name: "exit", weight: 3, make: exit },
  {
    name: "return",
    weight: 0.8,
    make: (w, place) =>
      place.depth > 1 ? `if (${w.boolean(place, 2)}) return ${w.expression(place.result, place, 2)};` : undefined,
  },
  {
    name: "bare exit",
    weight: 0.5,
    make: (w, place) =>
      place.depth > 1
        ? w.r.pick([
            ...(place.canBreak ? ["break;"] : []),
            ...(place.canContinue ? ["continue;"] : []),
            `return ${w.expression(place.result, place, 2)};`,
            ...(place.isInTry ? [`throw new RangeError("far");`] : []),
          ])
        : undefined,
  },
  {
    name: "throw",
    weight: 0.6,
    make: (w, place) => {
      if (!place.isInTry && (place.depth < 2 || w.r.chance(0.7))) return undefined;
      const error = w.r.pick(['new RangeError("far")', 'new Error("bad")', "new TypeError(`no ${1 + 1}`)"]);
      return `if (${w.boolean(place, 2)}) throw ${error};`;
    },
  },
  { name: "closure", weight: 1.6, make: nested(closure) },
];
