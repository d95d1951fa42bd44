/** What stands beside `f`: classes, constants, functions with every kind of parameter, recursion. */
import { typeText } from "./kinds.ts";
import type { Kind } from "./kinds.ts";
import type { Place, Variable, Writer } from "./writer.ts";

export const constants = `const RATE = 0.25;
const SCALES = [0.5, 1.25, -0.75];
const LIMITS = { low: 0.1, high: 2 } as const;`;

export const mathNames = `const { sin: sinOf, atan2: turn } = Math;
const cosOf = Math.cos;`;

/** The top of a function body. */
export function rootPlace(variables: readonly Variable[], result: Kind): Place {
  return {
    variables: [...variables],
    canContinue: false,
    canBreak: false,
    labels: [],
    result,
    depth: 1,
    isInTry: false,
    isInClosure: false,
    isCostly: false,
    canWrite: true,
  };
}

function body(w: Writer, variables: readonly Variable[], result: Kind, statements: number, fuel: number): string {
  const place = rootPlace(variables, result);
  const lines = w.statements(place, statements);
  return `{\nlet fuel = ${fuel};\n${lines}\nreturn ${w.expression(result, place, 3)};\n}`;
}

/** A number of a few operations over what is named. */
function formula(w: Writer, variables: readonly Variable[], depth = 2): string {
  return w.number({ ...rootPlace(variables, "number"), isCostly: true, canWrite: false }, depth);
}

const num = (...names: readonly string[]): Variable[] => names.map((name) => ({ name, kind: "number" }));

export function classes(w: Writer): string {
  const own = num("this.x", "this.y");
  const vec = `class Vec {
x: number;
y: number;
constructor(x: number, y: number) {
this.x = x;
this.y = ${w.r.pick(["y", "y", "y * 0.5 + 0.1"])};
}
add(other: Vec): Vec {
return new Vec(this.x + other.x, this.y + other.y);
}
dot(other: Vec): number {
return this.x * other.x + ${formula(w, [...own, ...num("other.x", "other.y")])};
}
grow(factor: number): this {
this.x *= factor;
this.y += ${formula(w, [...own, ...num("factor")])};
return this;
}
get length(): number {
return ${w.r.pick(["Math.hypot(1, this.x, this.y)", formula(w, own)])};
}
get twice(): number {
return 2 * this.x;
}
set twice(value: number) {
this.x = value / 2;
}
static sum(a: Vec, b: number): number {
return a.x + a.y * b;
}
}`;
  const solid = `class Solid extends Vec {
z: number;
#weight = 0.5;
constructor(x: number, y: number, z: number) {
super(x, y);
this.z = z;
}
#scaled(k: number): number {
return this.#weight * k + ${formula(w, [...own, ...num("this.z", "k")])};
}
weigh(k: number): number {
this.#weight += k * 0.1;
return this.#scaled(k);
}
get volume(): number {
return super.length * this.z;
}
}`;
  return `${vec}\n\n${solid}`;
}

export const chains = `function chainSum(c: Chain | null): number {
return c === null ? 0 : c.value + 0.5 * chainSum(c.next);
}`;

export const shapes = `function areaOf(s: Shape): number {
switch (s.kind) {
case "disc":
return Math.PI * s.r * s.r;
case "box":
return s.w * s.h;
}
}`;

export const generics = `function choose<T>(isFirst: boolean, a: T, b: T): T {
return isFirst ? a : b;
}

function lastOf<T>(items: readonly T[], otherwise: T): T {
return items.length > 0 ? items[items.length - 1]! : otherwise;
}

function uOf<T extends { u: number }>(t: T): number {
return t.u * 1.5;
}

function listOf<T>(a: T | T[]): T[] {
return Array.isArray(a) ? a : [a];
}

function weighed<T extends { u: number; v: number }>(items: readonly T[], by: (item: T) => number): number {
let sum = 0;
for (const item of items) sum += by(item) * item.v;
return sum;
}

function bothOf<A, B>(a: A, b: A, by: (one: A) => B): [B, B] {
return [by(a), by(b)];
}

function grown<T extends number | readonly number[]>(a: T): number {
return typeof a === "number" ? a * a : a.length * 0.5;
}

function sized(a: number): number;
function sized(a: number[]): number;
function sized(a: number | number[]): number {
return typeof a === "number" ? Math.sin(a) : a[0]! * 2;
}`;

export function functions(w: Writer): string {
  return `function twice(g: (z: number) => number, a: number): number {
return g(g(a)) ${w.r.pick(["", "* 0.5", "+ a"])};
}

function compose(g: (z: number) => number, h: (z: number) => number): (z: number) => number {
return (z) => g(h(z));
}

function adder(start: number): (z: number) => number {
let sum = start;
return (z) => {
sum += ${formula(w, num("z", "sum"))};
return sum;
};
}`;
}

export function parameters(w: Writer): string {
  return `function filled(a: number, b: number = ${formula(w, num("a"))}, c = 0.5): number {
return ${formula(w, num("a", "b", "c"))};
}

function total(a: number, ...more: number[]): number {
let sum = a;
for (const m of more) sum += ${formula(w, num("m", "sum", "a"))};
return sum;
}

function named({ a, b = 0.75, scale = 1 }: { a: number; b?: number; scale?: number }): number {
return scale * ${formula(w, num("a", "b"))};
}`;
}

const paramKinds: readonly Kind[] = [
  "number",
  "number",
  "array",
  "pair",
  "matrix",
  "typed",
  "tuple",
  "table",
  "pairs",
  "option",
];

/** A function that `f` may call, with the parameters that came to mind. */
export function helper(w: Writer, i: number): string {
  const params = Array.from({ length: 1 + w.r.below(3) }, (): Variable => ({
    name: w.fresh("a"),
    kind: w.r.pick(paramKinds),
  }));
  const result: Kind = w.r.pick(["number", "number", "number", "pair", "array", "typed", "tuple", "matrix"]);
  w.budget = 5 + w.r.below(7);
  const text = body(w, params, result, 5, 12);
  const name = `h${i}`;
  const list = params.map(({ name: own, kind }) => `${own}: ${typeText[kind]}`).join(", ");
  w.callees.push({ name, params: params.map(({ kind }) => kind), result });
  return w.r.chance(0.75)
    ? `function ${name}(${list}): ${typeText[result]} ${text}`
    : `const ${name} = (${list}): ${typeText[result]} => ${text};`;
}

/** One that calls itself (or another that calls it), as deep as a counter says. */
export function recursive(w: Writer): string {
  const isMutual = w.r.chance(0.4);
  const [a, xs] = [w.fresh("a"), w.fresh("a")];
  const kind = w.r.pick<Kind>(["array", "pair", "typed"]);
  const variables: Variable[] = [
    { name: a, kind: "number" },
    { name: xs, kind },
  ];
  w.budget = 3 + w.r.below(4);
  const place = rootPlace(variables, "number");
  const lines = w.statements(place, 3);
  const next = isMutual ? "other" : "again";
  const deeper = `${next}(${w.number(place, 1)}, ${xs}, depth - 1)`;
  const text = `function again(${a}: number, ${xs}: ${typeText[kind]}, depth: number): number {
if (depth <= 0) return ${w.number(rootPlace(variables, "number"), 1)};
let fuel = 5;
${lines}
return ${w.r.pick([`${deeper} + ${w.number(place, 1)}`, `Math.sin(${deeper})`, `${w.boolean(place, 1)} ? ${deeper} : ${w.number(place, 1)}`])};
}`;
  const other = `function other(b: number, ys: ${typeText[kind]}, depth: number): number {
return depth <= 0 ? b : 0.5 * again(b * ${formula(w, num("b"), 1)}, ys, depth - 1);
}`;
  w.callees.push({
    name: "again",
    params: ["number", kind],
    result: "number",
    write: ([first, second]) => `again(${first}, ${second}, 3)`,
  });
  return isMutual ? `${text}\n\n${other}` : text;
}
