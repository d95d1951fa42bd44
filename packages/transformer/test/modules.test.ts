/** Functions, classes and constants of other modules, in both places where derivatives go. */
import { join } from "node:path";
import { flattenDiagnosticMessageText } from "typescript";
import { describe, expect, test } from "vitest";
import { compile } from "../src/compile.ts";
import type { CompileResult } from "../src/compile.ts";
import { fixturesFolder } from "./fixtures/fixture.ts";
import { createProgram, strictest } from "./fixtures/program.ts";
import { typeErrors6 } from "./fixtures/type-check.ts";
import type { Texts } from "./fixtures/type-check.ts";
import { differences, load, resolveIn } from "./in-memory.ts";
import type { Files } from "./in-memory.ts";

interface Case {
  readonly name: string;
  /** `main.ts` has the marked function `f` of two numbers. */
  readonly files: Files;
}

const tools = `
  import type { Point } from "./shapes.ts";
  export type { Point } from "./shapes.ts";
  export const rate = 0.25;
  export const table = [1, 4, 9];
  export const state = { scale: 2 };
  const weights: readonly number[] = [0.5, 0.25];
  function inner(x: number): number { return x * weights[1]! + weights.length; }
  export const norm = (p: Point): number => Math.hypot(p.x, p.y);
  export function lerp(a: number, b: number, t: number): number { return a + (b - a) * t; }
  export function hidden(x: number): number { return inner(x * x); }
  export function scaled(x: number): number { return x * x * state.scale * table[1]!; }
  export default function triple(x: number): number { return 3 * x * x; }
`;
const shapes = `
  export interface Point { x: number; y: number }
  export enum Kind { Plain = "plain", Square = "square" }
  export const origin: Point = { x: 0.5, y: 0.25 };
  export class Circle {
    r: number;
    constructor(r: number) { this.r = r; }
    area(): number { return Math.PI * this.r * this.r; }
    static unit(): Circle { return new Circle(1); }
  }
  export function power(x: number, kind: Kind): number { return kind === Kind.Square ? x * x : x; }
  export const choose = (x: number, p: Point | undefined): number => (p ? p.x * x : x * origin.y);
`;
const both = { "tools.ts": tools, "shapes.ts": shapes };

const cases: readonly Case[] = [
  {
    name: "names, also under another name",
    files: {
      ...both,
      "main.ts": `
        import { lerp, norm as length } from "./tools.ts";
        // @differentiable
        export function f(x: number, y: number): number { return lerp(x, y * y, 0.3) + length({ x, y }); }`,
    },
  },
  {
    name: "a default import beside constants",
    files: {
      ...both,
      "main.ts": `
        import triple, { rate, table } from "./tools.ts";
        // @differentiable
        export function f(x: number, y: number): number { return triple(x) * rate + table[1]! * y * y; }`,
    },
  },
  {
    name: "a namespace import",
    files: {
      ...both,
      "main.ts": `
        import * as T from "./tools.ts";
        // @differentiable
        export function f(x: number, y: number): number { return T.lerp(x, y, T.rate) * x + T.table[2]! * T.default(y); }`,
    },
  },
  {
    name: "re-exports of every kind",
    files: {
      ...both,
      "all.ts": `
        export * from "./tools.ts";
        export * as forms from "./shapes.ts";
        export { default, lerp as mix } from "./tools.ts";`,
      "main.ts": `
        import triple, { forms, mix, scaled } from "./all.ts";
        // @differentiable
        export function f(x: number, y: number): number {
          const c = new forms.Circle(x);
          return c.area() * triple(y) + mix(x, forms.origin.x, y) + scaled(x * y) + forms.Circle.unit().area() * x;
        }`,
    },
  },
  {
    name: "what an imported function uses of its own module and of others",
    files: {
      ...both,
      "deep/index.ts": `export * from "./parts.ts";`,
      "deep/parts.ts": `
        import { lerp, scaled, state as shared } from "../tools.ts";
        import * as S from "../shapes.ts";
        import third from "../tools.ts";
        const scale = [0.5, 2] as const;
        export function fancy(x: number, y: number): number {
          let s = S.power(x, S.Kind.Square) * shared.scale;
          for (const w of scale) s += w * lerp(x, third(y), S.origin.x);
          return s + scaled(x) + new S.Circle(y).area() + S.choose(x, { x, y });
        }`,
      "main.ts": `
        import { fancy } from "./deep/index.ts";
        const scale = 3, origin = 2;
        // @differentiable
        export function f(x: number, y: number): number { return fancy(x, y) * scale + origin * x; }`,
    },
  },
  {
    name: "an enum and a class that the file imports as types only",
    files: {
      ...both,
      "helper.ts": `
        import { Circle, Kind, power } from "./shapes.ts";
        export type Either = Circle | { x: number; y: number };
        export const kind: () => Kind = () => Kind.Square;
        export function make(r: number): Circle { return new Circle(r); }
        export function run(x: number, k: Kind): number { return k === Kind.Plain ? x : power(x, k); }`,
      "main.ts": `
        import type { Circle, Kind } from "./shapes.ts";
        import { make, run } from "./helper.ts";
        // @differentiable
        export function g(x: number, k: Kind): { c: Circle; v: number } { return { c: make(x), v: run(x, k) }; }
        // @differentiable
        export function f(x: number, y: number): number { return make(x).area() * y; }`,
    },
  },
  {
    name: "modules that import each other",
    files: {
      "main.ts": `
        import { h } from "./other.ts";
        export const K = 2;
        // @differentiable
        export function f(x: number, y: number): number { return x > 0.2 ? h(x / 2, y) * K : x * y; }`,
      "other.ts": `
        import { f as outer, K as factor } from "./main.ts";
        export function h(x: number, y: number): number { return outer(x, y * y) + factor * x; }`,
    },
  },
  {
    name: "a package, and what its functions use of it",
    files: {
      "packages/units/index.ts": `
        export * from "./more.ts";
        export const shared = { gain: 1.5 };
        export function gain(x: number): number { return x * x * shared.gain; }`,
      "packages/units/more.ts": `
        import { shared as common } from "./index.ts";
        export default function half(x: number): number { return x * common.gain; }
        export { half };`,
      "main.ts": `
        import { gain, half } from "units";
        // @differentiable
        export function f(x: number, y: number): number { return gain(x) * half(y); }`,
    },
  },
  {
    name: "rules of imported functions, where they are called and where they are declared, also of one without a body",
    files: {
      "native.js": "exports.cube = (x) => x * x * x; exports.twice = (x) => 2 * x;",
      "native.d.ts":
        "export declare function cube(x: number): number; export declare const twice: (x: number) => number;",
      "rules.ts": `
        import { cube } from "./native.js";
        // @derivative of cube
        export function cubeTangent(x: number, xDot: number): { value: number; tangent: number } {
          return { value: cube(x), tangent: 3 * x * x * xDot };
        }
        // @derivative of cube
        export function cubeAdjoint(x: number, seed: number): { value: number; grad: number } {
          return { value: cube(x), grad: 3 * x * x * seed };
        }`,
      "slow.ts": `
        import "./rules.ts";
        import { cube } from "./native.js";
        export function slow(x: number): number { let s = x; for (let i = 0; i < 3; i++) s = Math.round(s) + x; return s; }
        export const steep = (x: number): number => cube(x) * 2;
        // @derivative of slow
        export function slowTangent(x: number, xDot: number): { value: number; tangent: number } {
          return { value: slow(x), tangent: xDot };
        }
        // @derivative of slow
        export function slowAdjoint(x: number, seed: number): { value: number; grad: number } {
          return { value: slow(x), grad: seed };
        }`,
      "main.ts": `
        import * as native from "./native.js";
        import { slow as quick, steep } from "./slow.ts";
        // @derivative of native.twice
        export function twiceTangent(x: number, xDot: number): { value: number; tangent: number } {
          return { value: native.twice(x), tangent: 2 * xDot };
        }
        // @derivative of native.twice
        export function twiceAdjoint(x: number, seed: number): { value: number; grad: number } {
          return { value: native.twice(x), grad: 2 * seed };
        }
        // @differentiable modes: jvp, vjp, hessian
        export function f(x: number, y: number): number { return quick(x) * y + steep(x * y) + native.twice(native.cube(y)); }`,
    },
  },
];

const scripts: readonly Case[] = [
  {
    name: "CommonJS: names, members of what is required, an object of exports",
    files: {
      "tools.js": `
        /** @param {number} x */
        exports.scale = function (x) { return x * x * 3; };
        exports.twice = (/** @type {number} */ x) => 2 * x * x * gains.a;
        const gains = { a: 0.5 };
        module.exports.rate = 0.25;
        exports.gains = gains;`,
      "main.js": `
        const { scale, rate: r } = require("./tools");
        const tools = require("./tools");
        const table = [1, 2, 3];
        class Vec {
          constructor(/** @type {number} */ x, /** @type {number} */ y) { this.x = x; this.y = y; }
          dot(/** @type {Vec} */ o) { return this.x * o.x + this.y * o.y; }
        }
        // @differentiable
        function f(x, y) {
          return scale(x) * y + tools.twice(y) * r + table[1] * x * x + new Vec(x, y).dot(new Vec(y, 2));
        }
        module.exports = { f, Vec };`,
    },
  },
  {
    name: "CommonJS: functions that are exported where they stand",
    files: {
      "cube.js": "module.exports = function (x) { return x * x * x; };",
      "main.js": `
        const cube = require("./cube.js");
        // @differentiable
        exports.f = function (x, y) { return exports.g(x) * y + cube(x); };
        // @differentiable
        exports.g = (x) => Math.sin(x) * x;`,
    },
  },
  {
    name: "ES modules: types by what an imported function declares or does",
    files: {
      "tools.js": `
        /**
         * @param {number} a
         * @param {number} b
         */
        export function mean(a, b) { return (a + b) / 2; }
        export default function half(x) { return x / 2; }
        export function total(xs) { let s = 0; for (const x of xs) s += x; return s; }`,
      "main.js": `
        import half, { mean, total as sum } from "./tools.js";
        // @differentiable
        export function f(x, y) { return mean(x, y) * half(x) + sum([x, y * y]); }
        // @differentiable
        export function list(xs) { return sum(xs); }`,
    },
  },
  {
    name: "types that comments declare and import",
    files: {
      "types.d.ts": "export interface Options { rate: number; name: string }",
      "main.js": `
        /** @typedef {{ x: number, y: number }} Point */
        /** @typedef {{ value: number, next: Chain | undefined }} Chain */
        /** @import { Options } from "./types.d.ts" */
        /**
         * @param {Point} p
         * @param {Options} o
         */
        // @differentiable
        export function weigh(p, o) { return p.x * p.y * o.rate; }
        /**
         * @template {number[] | Float64Array} T
         * @param {T} xs
         */
        function sum(xs) { let s = 0; for (let i = 0; i < xs.length; i++) s += xs[i]; return s; }
        /**
         * @param {Chain | undefined} chain
         * @returns {number}
         */
        function length(chain) { return chain === undefined ? 0 : chain.value * chain.value + length(chain.next); }
        /**
         * @param {number} x
         * @param {number} [y]
         */
        // @differentiable
        export function f(x, y = 2) { return sum([x, y * x]) + length({ value: x, next: { value: y, next: undefined } }); }`,
    },
  },
];

function mainOf(files: Files): string {
  return Object.keys(files).find((name) => /^main\.[cm]?[jt]s$/.test(name)) ?? "";
}

function generatedIn(files: Files, place: "append" | "sibling"): string {
  return place === "append" ? mainOf(files) : mainOf(files).replace(".", ".ad.");
}

function compiled(files: Files, place: "append" | "sibling"): CompileResult {
  const fileName = mainOf(files);
  return compile(files[fileName] ?? "", { fileName, resolve: resolveIn(files), place, verify: true });
}

describe.each(["append", "sibling"] as const)("%s", (place) => {
  test.each([...cases, ...scripts])("$name", ({ files }) => {
    const { code, diagnostics } = compiled(files, place);
    expect(diagnostics).toEqual([]);
    const generated = generatedIn(files, place);
    const whole: Files = { ...files, [generated]: code };
    const primal = load(whole, mainOf(files));
    const derived = load(whole, generated);
    const args = [0.7, 1.3];
    const f = (...xs: readonly number[]): number => primal["f"]!(...xs) as number;
    const { value, grad } = derived["f_vjp"]!(...args) as { value: number; grad: readonly number[] };
    expect(value).toBe(f(...args));
    for (const [i, expected] of differences(f, args).entries()) expect(grad[i]).toBeCloseTo(expected, 8);
    const { tangent } = derived["f_jvp"]!(...args, 0.3, -0.6) as { tangent: number };
    expect(tangent).toBeCloseTo(0.3 * grad[0]! - 0.6 * grad[1]!, 11);
  });
});

/** The texts of cases with what is generated, in folders of their own. */
function textsOf(some: readonly Case[]): Texts {
  const texts = some.flatMap(({ files }, i) =>
    (["append", "sibling"] as const).flatMap((place) => {
      const whole = { ...files, [generatedIn(files, place)]: compiled(files, place).code };
      // Packages by a relative name: the check has no folder of packages.
      return Object.entries(whole).map(
        ([name, text]) =>
          [
            join(fixturesFolder, `modules-${i}-${place}`, name),
            text.replaceAll('from "units"', 'from "./packages/units/index.ts"'),
          ] as const,
      );
    }),
  );
  return new Map(texts);
}

test("the texts type-check", () => {
  expect(typeErrors6(textsOf(cases))).toEqual([]);
});

test("JavaScript that is checked has no errors but those of the user's own", () => {
  const host = "declare var module: any; declare var exports: any; declare function require(name: string): any;";
  const texts = new Map([...textsOf(scripts), [join(fixturesFolder, "modules-host.d.ts"), host]]);
  const program = createProgram(texts, {
    ...strictest,
    allowJs: true,
    checkJs: true,
    noImplicitAny: false,
    noUncheckedIndexedAccess: false,
    isolatedDeclarations: false,
    verbatimModuleSyntax: false,
  });
  const found = program
    .getSemanticDiagnostics()
    .map(({ messageText }) => flattenDiagnosticMessageText(messageText, " "));
  expect(found).toEqual([]);
});

describe("a constant of another module", () => {
  const main = `import { g } from "./other.ts";
// @differentiable
export function f(x: number): number { return g(x) * x; }`;
  const codeOf = (other: string): CompileResult => compiled({ "main.ts": main, "other.ts": other }, "sibling");

  test("is imported where it is exported: others may change what it holds", () => {
    const { code, diagnostics } = codeOf(`export const state = { n: 1 };
export function g(x: number): number { return x * state.n; }`);
    expect(diagnostics).toEqual([]);
    expect(code).toContain('import { state } from "./other.ts";');
  });

  test("is copied once where nothing changes it", () => {
    const { code, diagnostics } = codeOf(`const weights: readonly number[] = [1, 2];
export function g(x: number): number { let s = 0; for (const w of weights) s += w * x; return s; }`);
    expect(diagnostics).toEqual([]);
    expect(code.match(/\[1, 2\]/g)).toHaveLength(1);
    expect(code).toContain("const weights: readonly number[] = [1, 2];");
  });

  test.each([
    ["written", "export function set(n: number): void { state.n = n; }"],
    ["written through another name", "export function set(n: number): void { const s = state; s.n = n; }"],
    ["written by a pattern", "export function set(n: number): void { [state.n] = [n]; }"],
    ["written in a function that it is handed to", "function put(s: { n: number }): void { s.n++; } put(state);"],
    ["compared", "export function is(s: object): boolean { return s === state; }"],
    ["handed out", "export const all = { state };"],
  ])("is refused where it is %s", (_, text) => {
    const { diagnostics } = codeOf(`const state = { n: 1 };
export function g(x: number): number { return x * state.n; }
${text}`);
    expect(diagnostics.map(({ code }) => code)).toEqual(["AD2034"]);
  });
});

test("what the derivatives need of other modules is there for code before them", () => {
  const files: Files = {
    "tools.ts": `const weights: readonly number[] = [1, 2];
const pair = [0.5, 2] as const;
export function g(x: number): number { let s = 0; for (const w of weights) s += w * x * x; return s * pair[1] * 3; }`,
    "main.ts": `import { g } from "./tools.ts";
// @differentiable
export function f(x: number): number { return g(x); }
export const slope: number = f_grad(2);`,
    "all.js": `exports.shared = { n: 2 };
exports.g = (/** @type {number} */ x) => x * x * exports.shared.n * own.a;
const own = { a: 3 };
exports.own = own;`,
    "main.js": `const { g } = require("./all.js");
// @differentiable
function f(x) { return g(x); }
module.exports = { f };
module.exports.slope = f_grad(2);`,
  };
  for (const [fileName, slope] of [
    ["main.ts", 72],
    ["main.js", 24],
  ] as const) {
    const { code } = compile(files[fileName] ?? "", { fileName, resolve: resolveIn(files) });
    expect(load({ ...files, [fileName]: code }, fileName)["slope"]).toBe(slope);
  }
});

test("a constant of the file that its own functions write is not copied into a sibling", () => {
  const files = {
    "main.ts": `const state = { n: 1, list: [1] };
export function set(n: number): void { state.list.push(n); }
// @differentiable
export function f(x: number): number { return x * state.n; }`,
  };
  const { diagnostics } = compiled(files, "sibling");
  expect(diagnostics.map(({ code }) => code)).toEqual(["AD1015"]);
  expect(compiled(files, "append").diagnostics).toEqual([]);
});

test("host functions that an imported function calls are imported with it", () => {
  const files = {
    "main.ts": `import { g } from "./other.ts";
// @differentiable
export function f(x: number): number { return g(x); }`,
    "other.ts": `import { host } from "./host.js";
export function g(x: number): number { host("now"); return x * x; }`,
    "host.d.ts": `export declare function host(text: string): void;`,
  };
  const resolve = (specifier: string, from: string) =>
    specifier === "./host.js"
      ? { fileName: "/host.d.ts", text: files["host.d.ts"] }
      : resolveIn(files)(specifier, from);
  const { code, diagnostics } = compile(files["main.ts"], { fileName: "main.ts", resolve, place: "sibling" });
  expect(diagnostics).toEqual([]);
  expect(code).toContain('import { host } from "./host.js";');
});

test("at the end of a module, derivatives of an unexported function appear where it names them, else a note says why not", () => {
  const text = `// @differentiable
function f(x: number): number { return x * x; }
// @differentiable
function g(x: number): number { return x * x * x; }
export const slope: number = g_grad(2);
export { g_jvp as tangent };
`;
  const { code, diagnostics, functions } = compile(text, { fileName: "main.ts" });
  expect(diagnostics.map(({ code: found, severity, span }) => `${span.line} ${severity} ${found}`)).toEqual([
    "2 note AD3005",
  ]);
  expect(functions.map(({ modes }) => modes)).toEqual([{ jvp: "g_jvp", grad: "g_grad" }]);
  expect(load({ "main.ts": code }, "main.ts")["slope"]).toBe(12);
  expect(typeErrors6(new Map([[join(fixturesFolder, "unexported.ts"), `${code}void f;\n`]]))).toEqual([]);
});

test("a module with `export =` has a sibling with one", () => {
  const files = {
    "tools.cts": "const table = [1, 2]; export = { table };",
    "main.cts": `import tools = require("./tools.cts");
// @differentiable
function f(x: number): number { return x * x * tools.table[1]!; }
export = { f };`,
  };
  const { code, diagnostics } = compile(files["main.cts"], {
    fileName: "main.cts",
    resolve: () => ({ fileName: "/tools.cts", text: files["tools.cts"] }),
    place: "sibling",
  });
  expect(diagnostics).toEqual([]);
  const folder = join(fixturesFolder, "modules-whole");
  const texts = Object.entries({ ...files, "main.ad.cts": code }).map(
    ([name, text]) => [join(folder, name), text] as const,
  );
  expect(typeErrors6(new Map(texts))).toEqual([]);
  expect(code).toContain("export = { f_jvp, f_vjp, f_grad };");
});
