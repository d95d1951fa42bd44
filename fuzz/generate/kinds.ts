/** The kinds of values that programs compute with, and how each is written as a type and as an argument. */
import type { Choices } from "./choices.ts";

export type Kind =
  | "number"
  | "boolean"
  | "string"
  | "maybe"
  | "array"
  | "typed"
  | "single"
  | "ints"
  | "matrix"
  | "tuple"
  | "pair"
  | "pairs"
  | "option"
  | "shape"
  | "chain"
  | "table"
  | "vec"
  | "solid"
  | "fn"
  | "fns"
  | "kit";

export const typeText: Readonly<Record<Kind, string>> = {
  number: "number",
  boolean: "boolean",
  string: "string",
  maybe: "number | undefined",
  array: "number[]",
  typed: "Float64Array",
  single: "Float32Array",
  ints: "Int32Array",
  matrix: "number[][]",
  tuple: "[number, number]",
  pair: "Pair",
  pairs: "Pair[]",
  option: "Option",
  shape: "Shape",
  chain: "Chain",
  table: "Table",
  vec: "Vec",
  solid: "Solid",
  fn: "(z: number) => number",
  fns: "((z: number) => number)[]",
  kit: "Kit",
};

/** For parameters that nothing writes to. */
export const readonlyText: Readonly<Record<Kind, string>> = {
  ...typeText,
  array: "readonly number[]",
  matrix: "readonly (readonly number[])[]",
  tuple: "readonly [number, number]",
  pair: "Readonly<Pair>",
  pairs: "readonly Readonly<Pair>[]",
};

/** What has a derivative by its type. */
export const differentiable: ReadonlySet<Kind> = new Set<Kind>([
  "number",
  "maybe",
  "array",
  "typed",
  "single",
  "matrix",
  "tuple",
  "pair",
  "pairs",
  "option",
  "shape",
  "chain",
  "table",
  "vec",
  "solid",
]);

/** Memory: what can have several names. */
export const memory: readonly Kind[] = [
  "array",
  "typed",
  "single",
  "matrix",
  "tuple",
  "pair",
  "pairs",
  "option",
  "chain",
  "table",
  "vec",
];

/** Kinds whose tangents are written as the type itself, so that operators can be called with them. */
export const plainTangent: ReadonlySet<Kind> = new Set<Kind>([
  "number",
  "array",
  "typed",
  "matrix",
  "tuple",
  "pair",
  "pairs",
  "table",
]);

export const typeDeclarations = `interface Pair {
  u: number;
  v: number;
}

interface Option {
  u: number;
  w?: number;
  tip?: Pair | null;
}

type Shape = { kind: "disc"; r: number } | { kind: "box"; w: number; h: number };

interface Chain {
  value: number;
  next: Chain | null;
}

interface Table {
  xs: number[];
  scale: number;
}

interface Kit {
  g: (z: number) => number;
  scale: number;
}`;

/** How ordinary the numbers of an argument are. */
export type Flavour = "ordinary" | "special" | "tied" | "short";

/** An argument of a kind, as JavaScript. */
export function argumentText(kind: Kind, r: Choices, flavour: Flavour): string {
  const tied = (r.next() * 4 - 1.6).toFixed(2);
  const number = (): string => {
    if (flavour === "special" && r.chance(0.35)) {
      return r.pick(["0", "-0", "1", "-1", "2", "0.5", "NaN", "Infinity", "-Infinity", "1e-160", "1e150"]);
    }
    if (flavour === "tied" && r.chance(0.6)) return tied;
    return (r.next() * 4 - 1.6).toFixed(3);
  };
  const numbers = (): string => {
    const count = flavour === "short" ? r.below(3) : 3 + (r.chance(0.3) ? r.below(3) : 0);
    return Array.from({ length: count }, number).join(", ");
  };
  const three = (): string => Array.from({ length: 3 }, number).join(", ");
  const pair = (): string => `{ u: ${number()}, v: ${number()} }`;
  switch (kind) {
    case "number":
      return number();
    case "boolean":
      return r.pick(["true", "false"]);
    case "string":
      return r.pick(['"a"', '"bc"', '""']);
    case "maybe":
      return r.chance(0.3) ? "undefined" : number();
    case "array":
      return `[${numbers()}]`;
    case "typed":
      return `new Float64Array([${numbers()}])`;
    case "single":
      return `new Float32Array([${three()}])`;
    case "ints":
      return `new Int32Array([${[0, 0, 0].map(() => r.below(5)).join(", ")}])`;
    case "matrix":
      return `[[${three()}], [${three()}]]`;
    case "tuple":
      return `[${number()}, ${number()}]`;
    case "pair":
      return pair();
    case "pairs":
      return `[${pair()}, ${pair()}, ${pair()}]`;
    case "option": {
      const w = r.chance(0.6) ? `, w: ${number()}` : "";
      const tip = r.chance(0.6) ? `, tip: ${r.chance(0.8) ? pair() : "null"}` : "";
      return `{ u: ${number()}${w}${tip} }`;
    }
    case "shape":
      return r.chance(0.5) ? `{ kind: "disc", r: ${number()} }` : `{ kind: "box", w: ${number()}, h: ${number()} }`;
    case "chain":
      return chain(1 + r.below(3), number);
    case "table":
      return `{ xs: [${three()}], scale: ${number()} }`;
    case "vec":
      return `new Vec(${number()}, ${number()})`;
    case "solid":
      return `new Solid(${number()}, ${number()}, ${number()})`;
    case "fn":
      return "Math.sin";
    case "fns":
      return "[Math.sin, Math.cos, Math.tanh]";
    case "kit":
      return `{ g: Math.sin, scale: ${number()} }`;
  }
}

function chain(length: number, number: () => string): string {
  return length === 0 ? "null" : `{ value: ${number()}, next: ${chain(length - 1, number)} }`;
}
