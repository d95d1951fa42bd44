/**
 * Random well-typed programs over the language: every kind of statement and expression inside every other, with calls, closures,
 * classes, aliases, in-place writes, growing arrays, exits of all kinds and exceptions. Loops end: their bounds are small numbers, and a
 * fuel is counted down.
 */
import { Random } from "./random.ts";

export interface Program {
  readonly seed: number;
  readonly text: string;
  /** Arguments of `f`, each as JavaScript. */
  readonly inputs: readonly string[];
}

type Kind = "number" | "array" | "typed" | "matrix" | "record" | "boolean";

interface Variable {
  readonly name: string;
  readonly kind: Kind;
  readonly isConst: boolean;
}

interface Callee {
  readonly name: string;
  readonly params: readonly Kind[];
  readonly result: Kind;
}

/** What a statement may do where it stands. */
interface Place {
  readonly variables: Variable[];
  readonly inLoop: boolean;
  readonly labels: readonly string[];
  readonly result: Kind;
  readonly depth: number;
  readonly isInTry: boolean;
  readonly isInClosure: boolean;
}

const typeText: Readonly<Record<Kind, string>> = {
  number: "number",
  array: "number[]",
  typed: "Float64Array",
  matrix: "number[][]",
  record: "Pair",
  boolean: "boolean",
};

export function randomProgram(seed: number): Program {
  return new Generator(seed).program();
}

class Generator {
  readonly #seed: number;
  readonly #random: Random;
  readonly #callees: Callee[] = [];
  #names = 0;
  #budget = 0;

  constructor(seed: number) {
    this.#seed = seed;
    this.#random = new Random(seed);
  }

  program(): Program {
    const r = this.#random;
    const parts = [header];
    if (r.chance(0.5)) parts.push(vectorClass);
    this.#hasClass = parts.length > 1;
    const helpers = r.below(3);
    for (let i = 0; i < helpers; i++) parts.push(this.#helper(i));
    const params: Variable[] = [
      { name: "x", kind: "number", isConst: r.chance(0.7) },
      { name: "xs", kind: "array", isConst: true },
      { name: "p", kind: "record", isConst: true },
    ];
    if (r.chance(0.4)) params.push({ name: "ts", kind: "typed", isConst: true });
    this.#budget = 14 + r.below(16);
    this.#readonly = r.chance(0.5);
    const body = this.#body(params, "number");
    const list = params.map(({ name, kind }) => `${name}: ${this.#readonly ? readonlyText(kind) : typeText[kind]}`);
    parts.push(`// @differentiable\nexport function f(${list.join(", ")}): number {\n  let fuel = 40;\n${body}}`);
    const special = r.chance(0.15);
    const number = (): string =>
      special && r.chance(0.3) ? r.pick(["0", "-0", "1", "-1", "2"]) : (r.next() * 4 - 1.6).toFixed(3);
    const inputs = [0, 1].map(() =>
      params
        .map(({ kind }) => {
          const items = Array.from({ length: 3 }, number).join(", ");
          if (kind === "array") return `[${items}]`;
          if (kind === "typed") return `new Float64Array([${items}])`;
          return kind === "record" ? `{ u: ${number()}, v: ${number()} }` : number();
        })
        .join(", "),
    );
    return { seed: this.#seed, text: `${parts.join("\n\n")}\n`, inputs };
  }

  #hasClass = false;
  #readonly = false;

  #fresh(stem: string): string {
    return `${stem}${this.#names++}`;
  }

  #helper(i: number): string {
    const r = this.#random;
    const kinds: readonly Kind[] = ["number", "array", "record"];
    const params = Array.from({ length: 1 + r.below(3) }, (): Variable => {
      const kind = r.pick(kinds);
      return { name: this.#fresh("a"), kind, isConst: r.chance(0.6) };
    });
    const result: Kind = r.weighted([
      [4, "number"],
      [1, "record"],
      [1, "array"],
    ]);
    this.#budget = 5 + r.below(7);
    this.#readonly = false;
    const body = this.#body(params, result);
    const name = `h${i}`;
    const list = params.map((param) => `${param.name}: ${typeText[param.kind]}`);
    this.#callees.push({ name, params: params.map(({ kind }) => kind), result });
    return `function ${name}(${list.join(", ")}): ${typeText[result]} {\n  let fuel = 20;\n${body}}`;
  }

  #body(params: readonly Variable[], result: Kind): string {
    const place: Place = {
      variables: [...params],
      inLoop: false,
      labels: [],
      result,
      depth: 1,
      isInTry: false,
      isInClosure: false,
    };
    const lines = this.#statements(place, 6);
    return `${lines.join("")}${indent(1)}return ${this.#expression(result, place, 3)};\n`;
  }

  #statements(place: Place, most: number): string[] {
    const lines: string[] = [];
    const count = 1 + this.#random.below(most);
    for (let i = 0; i < count && this.#budget > 0; i++) {
      this.#budget--;
      lines.push(this.#statement(place));
    }
    return lines;
  }

  #inner(place: Place, more: Partial<Place> = {}): Place {
    return { ...place, variables: [...place.variables], depth: place.depth + 1, ...more };
  }

  #block(place: Place, more: Partial<Place> = {}, tail = ""): string {
    const inner = this.#inner(place, more);
    const lines = this.#statements(inner, 3);
    return `{\n${lines.join("")}${tail}${indent(place.depth)}}`;
  }

  #statement(place: Place): string {
    const r = this.#random;
    const tab = indent(place.depth);
    const isShallow = place.depth < 5;
    const write = (text: string): string => `${tab}${text}\n`;
    const kind = r.weighted<string>([
      [6, "declare"],
      [6, "assign"],
      [5, "store"],
      [isShallow ? 4 : 0, "if"],
      [isShallow ? 4 : 0, "for"],
      [isShallow ? 2 : 0, "while"],
      [isShallow ? 1 : 0, "do"],
      [isShallow ? 2 : 0, "of"],
      [isShallow ? 1.5 : 0, "switch"],
      [isShallow && !place.isInTry ? 1.5 : 0, "try"],
      [isShallow ? 1 : 0, "labelled"],
      [place.inLoop ? 3 : 0, "exit"],
      [place.depth > 1 ? 1 : 0, "return"],
      [place.depth > 1 ? 0.7 : 0, "throw"],
      [isShallow && !place.isInClosure ? 1.5 : 0, "closure"],
      [2, "grow"],
      [1, "alias"],
      [1, "swap"],
      [1, "destructure"],
    ]);
    switch (kind) {
      case "declare": {
        const of = r.weighted<Kind>([
          [5, "number"],
          [1.5, "array"],
          [1, "matrix"],
          [1.5, "record"],
          [1, "boolean"],
        ]);
        const isConst = r.chance(0.4);
        const text = this.#expression(of, place, 3);
        const name = this.#fresh(
          of === "number" ? "n" : of === "boolean" ? "b" : of === "record" ? "q" : of === "matrix" ? "m" : "ys",
        );
        place.variables.push({ name, kind: of, isConst });
        return write(`${isConst ? "const" : "let"} ${name}: ${typeText[of]} = ${text};`);
      }
      case "assign": {
        const target = this.#variable(place, "number", true);
        if (!target) return write(`fuel -= ${this.#expression("boolean", place, 2)} ? 1 : 2;`);
        const operator = r.pick(["=", "+=", "-=", "*=", "="]);
        return write(`${target} ${operator} ${this.#expression("number", place, 3)};`);
      }
      case "store": {
        const target = this.#storePlace(place);
        const operator = r.pick(["=", "+=", "*=", "-=", "="]);
        return write(target ? `${target} ${operator} ${this.#expression("number", place, 3)};` : ";");
      }
      case "if": {
        const test = this.#expression("boolean", place, 2);
        const otherwise = r.chance(0.5) ? ` else ${this.#block(place)}` : "";
        return write(`if (${test}) ${this.#block(place)}${otherwise}`);
      }
      case "for": {
        const i = this.#fresh("i");
        const bound = r.pick(["2", "3", "4", ...(hasName(place, "xs") ? ["Math.min(xs.length, 4)"] : [])]);
        const head = r.pick([
          `let ${i} = 0; ${i} < ${bound}; ${i}++`,
          `let ${i} = ${bound} - 1; ${i} >= 0; ${i}--`,
          `let ${i} = 0; ${i} < ${bound}; ${i} += 2`,
        ]);
        return write(
          `for (${head}) ${this.#loopBody(place, { variables: [...place.variables, { name: i, kind: "number", isConst: true }] })}`,
        );
      }
      case "while":
        return write(`while (fuel-- > 0 && ${this.#expression("boolean", place, 2)}) ${this.#loopBody(place)}`);
      case "do":
        return write(`do ${this.#loopBody(place)} while (fuel-- > 0 && ${this.#expression("boolean", place, 2)});`);
      case "of": {
        const name = this.#fresh("e");
        const list = this.#variable(place, "array", false) ?? "[x0]";
        if (list === "[x0]") return write(";");
        return write(
          `for (const ${name} of ${r.chance(0.5) ? list : `[...${list}]`}) ${this.#loopBody(place, { variables: [...place.variables, { name, kind: "number", isConst: true }] }, list)}`,
        );
      }
      case "switch": {
        const cases = [0, 1].map((value) => {
          const inner = this.#inner(place, { depth: place.depth + 1 });
          const lines = this.#statements({ ...inner, depth: place.depth + 2 }, 2);
          const end = r.chance(0.7) ? `${indent(place.depth + 2)}break;\n` : "";
          return `${indent(place.depth + 1)}case ${value}: {\n${lines.join("")}${indent(place.depth + 1)}}\n${end}`;
        });
        const byDefault = r.chance(0.6)
          ? `${indent(place.depth + 1)}default:\n${indent(place.depth + 2)}${this.#simple(place)}\n`
          : "";
        return write(
          `switch (Math.floor(Math.abs(${this.#expression("number", place, 2)})) % 3) {\n${cases.join("")}${byDefault}${tab}}`,
        );
      }
      case "try": {
        const body = this.#block(place, { isInTry: true });
        const handler = this.#block(place, {});
        const last = r.chance(0.3) ? ` finally {\n${indent(place.depth + 1)}${this.#simple(place)}\n${tab}}` : "";
        return write(`try ${body} catch ${handler}${last}`);
      }
      case "labelled": {
        const name = this.#fresh("out");
        const labels = [...place.labels, name];
        return write(`${name}: for (let ${name}i = 0; ${name}i < 3; ${name}i++) ${this.#loopBody(place, { labels })}`);
      }
      case "exit": {
        const test = this.#expression("boolean", place, 2);
        const label = place.labels.length > 0 && r.chance(0.5) ? ` ${r.pick(place.labels)}` : "";
        return write(`if (${test}) ${r.pick(["break", "continue"])}${label};`);
      }
      case "return":
        return write(
          `if (${this.#expression("boolean", place, 2)}) return ${this.#expression(place.result, place, 2)};`,
        );
      case "throw":
        return write(`if (${this.#expression("boolean", place, 2)}) throw new RangeError("far");`);
      case "closure":
        return this.#closure(place);
      case "grow": {
        const list = this.#variable(place, "array", false, true);
        if (!list) return write(";");
        const action = r.weighted<string>([
          [3, `${list}.push(${this.#expression("number", place, 2)});`],
          [1, `if (${list}.length > 3) ${list}.pop();`],
          [0.7, `if (${list}.length > 1) ${list}.reverse();`],
          [0.7, `${list}.unshift(${this.#expression("number", place, 2)});`],
          [0.5, `if (${list}.length > 3) ${list}.splice(1, 1);`],
        ]);
        return write(action);
      }
      case "alias": {
        const of = r.pick<Kind>(["array", "record", "matrix"]);
        const from = this.#variable(place, of, false, true);
        const other = this.#variable(place, of, false, true);
        if (!from || !other) return write(";");
        const name = this.#fresh("al");
        const text = r.chance(0.5) ? from : `${this.#expression("boolean", place, 1)} ? ${from} : ${other}`;
        place.variables.push({ name, kind: of, isConst: true });
        return write(`const ${name} = ${text};`);
      }
      case "swap": {
        const list = this.#variable(place, "array", false, true);
        return write(list ? `[${list}[0], ${list}[1]] = [${list}[1]!, ${list}[0]!];` : ";");
      }
      default: {
        const record = this.#variable(place, "record", false);
        if (!record) return write(";");
        const [u, v] = [this.#fresh("u"), this.#fresh("v")];
        place.variables.push({ name: u, kind: "number", isConst: false }, { name: v, kind: "number", isConst: false });
        return write(`let { u: ${u}, v: ${v} } = ${record};`);
      }
    }
  }

  /** Not to be nested: a write or an assignment. */
  #simple(place: Place): string {
    const target = this.#variable(place, "number", true) ?? this.#storePlace(place);
    return target ? `${target} += ${this.#expression("number", place, 1)};` : ";";
  }

  #loopBody(place: Place, more: Partial<Place> = {}, growing?: string): string {
    const inner: Partial<Place> = { inLoop: true, ...more };
    // A list that is walked is not grown on the way.
    const variables = (more.variables ?? place.variables).map((variable) =>
      variable.name === growing ? { ...variable, kind: "boolean" as const, name: "true" } : variable,
    );
    const blocked = variables.filter(({ name }) => name !== "true");
    return this.#block(place, { ...inner, variables: [...blocked] }, "");
  }

  #closure(place: Place): string {
    const r = this.#random;
    const name = this.#fresh("g");
    const param = this.#fresh("z");
    const inner = this.#inner(place, {
      inLoop: false,
      labels: [],
      isInClosure: true,
      result: "number",
      variables: [...place.variables, { name: param, kind: "number", isConst: false }],
    });
    const lines = this.#statements(inner, 2);
    const text = `${indent(place.depth)}const ${name} = (${param}: number): number => {\n${lines.join("")}${indent(place.depth + 1)}return ${this.#expression("number", inner, 2)};\n${indent(place.depth)}};\n`;
    const holder = this.#fresh("n");
    const first = this.#expression("number", place, 2);
    const calls = r.chance(0.4) ? ` + ${name}(${this.#expression("number", place, 1)})` : "";
    place.variables.push({ name: holder, kind: "number", isConst: false });
    return `${text}${indent(place.depth)}let ${holder}: number = ${name}(${first})${calls};\n`;
  }

  #variable(place: Place, kind: Kind, isWritten: boolean, isMutated = false): string | undefined {
    const fits = place.variables.filter(
      (variable) =>
        variable.kind === kind &&
        !(isWritten && variable.isConst) &&
        !(isMutated && this.#readonly && ["xs", "p", "ts"].includes(variable.name)),
    );
    return fits.length > 0 ? this.#random.pick(fits).name : undefined;
  }

  #storePlace(place: Place): string | undefined {
    const r = this.#random;
    const options = (["array", "record", "matrix", "typed"] as const).flatMap((kind) => {
      const name = this.#variable(place, kind, false, true);
      return name ? [[kind, name] as const] : [];
    });
    if (options.length === 0) return undefined;
    const [kind, name] = r.pick(options);
    if (kind === "record") return `${name}.${r.pick(["u", "v"])}`;
    const index = this.#index(place);
    return kind === "matrix" ? `${name}[${r.below(2)}]![${index}]!` : `${name}[${index}]!`;
  }

  #index(place: Place): string {
    const r = this.#random;
    const counter = place.variables.filter(({ name }) => /^i\d/.test(name));
    if (counter.length > 0 && r.chance(0.6)) return `${r.pick(counter).name} % 3`;
    return String(r.below(3));
  }

  #expression(kind: Kind, place: Place, depth: number): string {
    switch (kind) {
      case "boolean":
        return this.#boolean(place, depth);
      case "array":
        return this.#array(place, depth);
      case "record":
        return this.#record(place, depth);
      case "matrix":
        return this.#random.chance(0.3)
          ? (this.#variable(place, "matrix", false, true) ?? this.#matrix(place, depth))
          : this.#matrix(place, depth);
      case "typed":
        return `Float64Array.from(${this.#array(place, depth)})`;
      default:
        return this.#number(place, depth);
    }
  }

  #matrix(place: Place, depth: number): string {
    const row = (): string => `[${[0, 1, 2].map(() => this.#number(place, Math.min(1, depth - 1))).join(", ")}]`;
    return `[${row()}, ${row()}]`;
  }

  #array(place: Place, depth: number): string {
    const r = this.#random;
    const list = this.#variable(place, "array", false);
    const item = (): string => this.#number(place, Math.min(1, depth - 1));
    const literal = `[${[0, 1, 2].map(item).join(", ")}]`;
    if (!list || depth <= 0) return literal;
    const e = this.#fresh("e");
    const inner = this.#inner(place, {
      variables: [...place.variables.filter(({ isConst }) => isConst), { name: e, kind: "number", isConst: true }],
    });
    return r.weighted<() => string>([
      [2, () => literal],
      [1, () => `[...${list}]`],
      [1, () => `${list}.slice()`],
      [1, () => `${list}.map((${e}) => ${this.#number(inner, 1)})`],
      [0.7, () => `[...${list}, ${item()}]`],
      [0.5, () => `${list}.concat([${item()}, ${item()}, ${item()}])`],
      [0.5, () => `[${item()}, ${item()}, ${item()}].toReversed()`],
      [0.4, () => `${list}.toSorted((${e}a, ${e}b) => ${e}a - ${e}b)`],
    ])();
  }

  #record(place: Place, depth: number): string {
    const r = this.#random;
    const known = this.#variable(place, "record", false);
    const literal = `{ u: ${this.#number(place, Math.min(1, depth - 1))}, v: ${this.#number(place, Math.min(1, depth - 1))} }`;
    if (!known || r.chance(0.6)) return literal;
    return r.pick([`{ ...${known} }`, `{ ...${known}, v: ${this.#number(place, 1)} }`, literal]);
  }

  #boolean(place: Place, depth: number): string {
    const r = this.#random;
    const known = this.#variable(place, "boolean", false);
    if (known && r.chance(0.2)) return known;
    const side = (): string => this.#number(place, depth > 1 ? 1 : 0);
    const compare = `${side()} ${r.pick(["<", ">", "<=", ">="])} ${side()}`;
    if (depth <= 1 || r.chance(0.6)) return compare;
    return r.pick([
      `!(${compare})`,
      `(${this.#boolean(place, depth - 1)} && ${compare})`,
      `(${compare} || ${this.#boolean(place, depth - 1)})`,
    ]);
  }

  #number(place: Place, depth: number): string {
    const r = this.#random;
    const leaf = (): string => {
      const options: string[] = [];
      const own = this.#variable(place, "number", false);
      if (own) options.push(own, own, own);
      const list = this.#variable(place, "array", false);
      if (list) options.push(`${list}[${this.#index(place)}]!`);
      const record = this.#variable(place, "record", false);
      if (record) options.push(`${record}.u`, `${record}.v`);
      const matrix = this.#variable(place, "matrix", false);
      if (matrix) options.push(`${matrix}[${r.below(2)}]![${this.#index(place)}]!`);
      const typed = this.#variable(place, "typed", false);
      if (typed) options.push(`${typed}[${this.#index(place)}]!`);
      options.push(r.pick(["0.5", "1.5", "2", "-0.7"]));
      return r.pick(options);
    };
    if (depth <= 0) return leaf();
    const a = (): string => this.#number(place, depth - 1);
    const smooth = r.pick(["sin", "cos", "tanh", "atan", "asinh", "exp"]);
    const bounded = (text: string): string => (smooth === "exp" ? `Math.tanh(${text})` : text);
    const e = this.#fresh("e");
    const list = this.#variable(place, "array", false);
    const typed = this.#variable(place, "typed", false);
    const callees = this.#callees.filter(({ result }) => result === "number" || result === "record");
    const assignable = this.#variable(place, "number", true);
    return r.weighted<() => string>([
      [3, () => leaf()],
      [4, () => `(${a()} ${r.pick(["+", "-", "*"])} ${a()})`],
      [1, () => `${a()} / (2 + Math.abs(${a()}))`],
      [3, () => `Math.${smooth}(${bounded(a())})`],
      [1, () => `Math.${r.pick(["max", "min", "hypot", "atan2"])}(${a()}, ${a()})`],
      [0.7, () => `Math.sqrt(1 + (${a()}) ** 2)`],
      [0.5, () => `Math.abs(${a()})`],
      [0.5, () => `-(${leaf()})`],
      [0.4, () => `Math.log1p(Math.abs(${a()}))`],
      [0.4, () => `(${a()} % 3)`],
      [1.5, () => `(${this.#boolean(place, depth > 1 ? 1 : 0)} ? ${a()} : ${a()})`],
      [callees.length > 0 ? 3 : 0, () => (callees.length > 0 ? this.#call(r.pick(callees), place) : "")],
      [list ? 1 : 0, () => (list ? `${list}.reduce((${e}s, ${e}) => ${e}s + ${e} * ${leaf()}, 0)` : "")],
      [list ? 0.5 : 0, () => (list ? `Math.max(...${list})` : "")],
      [list ? 0.5 : 0, () => (list ? `(${list}.find((${e}) => ${e} > ${leaf()}) ?? ${leaf()})` : "")],
      [
        list ? 0.4 : 0,
        () => (list ? `${list}.filter((${e}) => ${e} > ${leaf()}).reduce((${e}s, ${e}) => ${e}s + ${e}, 1)` : ""),
      ],
      [list ? 0.4 : 0, () => (list ? `(${list}.at(-1) ?? 0)` : "")],
      [typed ? 0.5 : 0, () => (typed ? `${typed}.subarray(1).reduce((${e}s, ${e}) => ${e}s + ${e}, 0)` : "")],
      [assignable ? 0.5 : 0, () => (assignable ? `(${assignable} ${r.pick(["=", "+=", "*="])} ${leaf()})` : "")],
      [
        this.#hasClass ? 1 : 0,
        () => `new Vec(${leaf()}, ${leaf()}).add(new Vec(${leaf()}, ${leaf()})).dot(new Vec(${leaf()}, ${leaf()}))`,
      ],
      [this.#hasClass ? 0.6 : 0, () => `new Vec(${leaf()}, ${leaf()}).grow(${leaf()}).length`],
      [0.5, () => `((${e}: number) => ${e} * ${leaf()})(${leaf()})`],
    ])();
  }

  #call({ name, params, result }: Callee, place: Place): string {
    const args = params.map((kind) => {
      const own = kind === "number" ? undefined : this.#variable(place, kind, false, true);
      return own && this.#random.chance(0.7) ? own : this.#expression(kind, place, 1);
    });
    return `${name}(${args.join(", ")})${result === "record" ? `.${this.#random.pick(["u", "v"])}` : ""}`;
  }
}

function hasName(place: Place, name: string): boolean {
  return place.variables.some((variable) => variable.name === name);
}

function readonlyText(kind: Kind): string {
  return kind === "array" ? "readonly number[]" : kind === "record" ? "Readonly<Pair>" : typeText[kind];
}

function indent(depth: number): string {
  return "  ".repeat(depth);
}

const header = `interface Pair {
  u: number;
  v: number;
}`;

const vectorClass = `class Vec {
  x: number;
  y: number;
  constructor(x: number, y: number) {
    this.x = x;
    this.y = y;
  }
  add(other: Vec): Vec {
    return new Vec(this.x + other.x, this.y + other.y);
  }
  dot(other: Vec): number {
    return this.x * other.x + this.y * other.y;
  }
  grow(factor: number): this {
    this.x *= factor;
    this.y += factor;
    return this;
  }
  get length(): number {
    return Math.hypot(1, this.x, this.y);
  }
}`;
