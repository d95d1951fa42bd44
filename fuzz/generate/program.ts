/**
 * Random well-typed programs over the language: every kind of statement and expression inside every other, with calls, closures, classes,
 * aliases, in-place writes, growing arrays, exits of all kinds and exceptions. Loops end: their bounds are small numbers, and a fuel is
 * counted down.
 */
import fc from "fast-check";
import { containers } from "./arrays.ts";
import { booleans } from "./booleans.ts";
import { Choices } from "./choices.ts";
import { containerNumbers } from "./containers.ts";
import { controlStatements } from "./control.ts";
import {
  chains,
  classes,
  constants,
  functions,
  generics,
  helper,
  mathNames,
  parameters,
  recursive,
  rootPlace,
  shapes,
} from "./helpers.ts";
import {
  argumentText,
  differentiable,
  memory,
  plainTangent,
  readonlyText,
  typeDeclarations,
  typeText,
} from "./kinds.ts";
import type { Flavour, Kind } from "./kinds.ts";
import { indented } from "./layout.ts";
import { whatIsUsed } from "./used.ts";
import { mathNumbers } from "./math.ts";
import { numbers } from "./numbers.ts";
import { plainStatements } from "./statements.ts";
import { Writer } from "./writer.ts";
import type { Grammar, Place, Variable } from "./writer.ts";

export interface Parameter {
  readonly name: string;
  readonly kind: Kind;
  /** As its derivatives are asked for along it: its type has one. */
  readonly isDifferentiable: boolean;
  readonly isRest: boolean;
  readonly form: "plain" | "pattern" | "default";
}

export interface Program {
  readonly seed: number;
  readonly text: string;
  readonly parameters: readonly Parameter[];
  readonly result: Kind;
  /** Arguments of `f`, each list as JavaScript; a rest parameter is one array. */
  readonly inputs: readonly string[];
  /** Judged at order two as well, in every composition of modes. */
  readonly isOrderTwo: boolean;
}

const grammar: Grammar = {
  expressions: { ...containers, number: [...numbers, ...mathNumbers, ...containerNumbers], boolean: booleans },
  statements: [...plainStatements, ...controlStatements],
};

/** The program that a seed makes. */
export function randomProgram(seed: number): Program {
  const [program] = fc.sample(programs, { seed, numRuns: 1 });
  return { ...program!, seed };
}

class Programs extends fc.Arbitrary<Program> {
  override generate(random: fc.Random): fc.Value<Program> {
    return new fc.Value(makeProgram(new Choices(random)), undefined);
  }

  override canShrinkWithoutContext(_value: unknown): _value is Program {
    return false;
  }

  override shrink(): fc.Stream<fc.Value<Program>> {
    return fc.Stream.nil();
  }
}

export const programs: fc.Arbitrary<Program> = new Programs();

const otherKinds: readonly Kind[] = [
  "array",
  "array",
  "pair",
  "pair",
  "typed",
  "matrix",
  "tuple",
  "pairs",
  "table",
  "option",
  "shape",
  "chain",
  "maybe",
  "single",
  "vec",
  "boolean",
  "string",
  "ints",
];

function makeProgram(r: Choices): Program {
  const w = new Writer(r, grammar);
  w.hasEffects = r.chance(0.35);
  const isOrderTwo = r.chance(0.28);
  const parts = [typeDeclarations, constants];
  const add = (feature: string, chance: number, text: () => string): void => {
    if (!r.chance(chance)) return;
    w.features.add(feature);
    parts.push(text());
  };
  add("math names", 0.2, () => mathNames);
  add("chains", 0.3, () => chains);
  add("shapes", 0.3, () => shapes);
  add("generics", 0.3, () => generics);
  add("functions", 0.3, () => functions(w));
  add("parameters", 0.3, () => parameters(w));
  if (r.chance(0.35)) {
    // Their bodies are written before their names are known to the rest.
    parts.push(classes(w));
    w.features.add("classes");
  }
  const helpers = r.below(3);
  for (let i = 0; i < helpers; i++) parts.push(helper(w, i));
  if (r.chance(0.25)) parts.push(recursive(w));
  const chosen = parametersOf(w, isOrderTwo);
  const isReadonly = isOrderTwo || r.chance(0.4);
  const variables = chosen.flatMap(({ name, kind, isRest, form }): Variable[] =>
    form === "pattern"
      ? ["u", "v"].map((field) => ({ name: `${name}${field}`, kind: "number", isConst: isReadonly }))
      : [{ name, kind, isConst: isReadonly && r.chance(0.5), isReadonly: isReadonly || isRest }],
  );
  const result: Kind =
    isOrderTwo || r.chance(0.8) ? "number" : r.pick<Kind>(["array", "pair", "typed", "tuple", "matrix"]);
  w.budget = 8 + r.below(18);
  const place = rootPlace(variables, result);
  const lines = w.statements(place, 7);
  const body = `{\nlet fuel = 40;\n${lines}\nreturn ${resultText(w, place, variables.length)};\n}`;
  const list = chosen
    .map(({ name, kind, isRest, form }) => {
      const type = isReadonly ? readonlyText[kind] : typeText[kind];
      return `${isRest ? "..." : ""}${form === "pattern" ? patternText(name, kind) : name}: ${type}${form === "default" ? " = 0.75" : ""}`;
    })
    .join(", ");
  const head = r.chance(0.8)
    ? `export function f(${list}): ${typeText[result]} ${body}`
    : r.chance(0.5)
      ? `export const f = (${list}): ${typeText[result]} => ${body};`
      : `export const f = function (${list}): ${typeText[result]} ${body};`;
  parts.push(`// @differentiable\n${head}`);
  const flavours: readonly Flavour[] = [
    "ordinary",
    r.chance(0.7) ? "ordinary" : r.pick<Flavour>(["special", "tied", "tied", "short"]),
  ];
  const inputs = flavours.map((flavour) => argumentsText(chosen, r, flavour, isReadonly));
  return {
    seed: 0,
    text: `${whatIsUsed(indented(parts.join("\n\n")), "f")}\n`,
    parameters: chosen,
    result,
    inputs,
    isOrderTwo,
  };
}

/** A parameter taken apart in the head of the function. */
function patternText(name: string, kind: Kind): string {
  return kind === "pair" ? `{ u: ${name}u, v: ${name}v }` : `[${name}u, ${name}v]`;
}

/** The arguments of a call. Where nothing is written, two parameters of a kind may get one value. */
function argumentsText(chosen: readonly Parameter[], r: Choices, flavour: Flavour, isReadonly: boolean): string {
  const texts = chosen.map(({ kind, form }) =>
    form === "default" && r.chance(0.3) ? "undefined" : argumentText(kind, r, flavour),
  );
  const isMemory = ({ kind, isRest }: Parameter): boolean => memory.includes(kind) && !isRest;
  const second = chosen.findIndex((one, i) => isMemory(one) && chosen.findIndex(({ kind }) => kind === one.kind) < i);
  const first = chosen.findIndex(({ kind }) => kind === chosen[second]?.kind);
  if (!isReadonly || second < 0 || first === second || r.chance(0.5)) return texts.join(", ");
  const names = texts.map((text, i) => (i === first || i === second ? "same" : text));
  return `...((same) => [${names.join(", ")}])(${texts[first]})`;
}

/** Mostly with what was declared last, the parameters aside: less of what is computed is then without influence. */
function resultText(w: Writer, place: Place, parameters: number): string {
  const text = w.expression(place.result, place, 3);
  const last = place.variables.slice(parameters).filter(({ kind }) => kind === "number");
  if (place.result !== "number" || last.length === 0 || w.r.chance(0.2)) return text;
  return [text, ...last.slice(-2).map(({ name }) => `${w.r.pick(["0.5", "1.5", "-0.75"])} * ${name}`)].join(" + ");
}

function parametersOf(w: Writer, isOrderTwo: boolean): readonly Parameter[] {
  const { r } = w;
  const kinds: Kind[] = ["number"];
  const count = 1 + r.below(3);
  while (kinds.length <= count) {
    const kind = r.pick(otherKinds);
    if (kind === "vec" && !w.features.has("classes")) continue;
    if (isOrderTwo && !plainTangent.has(kind)) continue;
    kinds.push(kind);
  }
  const stems: Partial<Record<Kind, string>> = { array: "xs", pair: "p", typed: "ts", matrix: "mat", number: "x" };
  if (!isOrderTwo && r.chance(0.15)) kinds.push("number");
  return kinds.map((kind, i) => {
    const isLast = i === kinds.length - 1 && i > 0 && !isOrderTwo;
    const isTaken = (kind === "pair" || kind === "tuple") && !isOrderTwo && r.chance(0.25);
    return {
      name: kinds.indexOf(kind) === i ? (stems[kind] ?? kind) : `${stems[kind] ?? kind}${i}`,
      kind,
      isDifferentiable: differentiable.has(kind),
      isRest: kind === "array" && isLast && r.chance(0.25),
      form: isTaken ? "pattern" : kind === "number" && isLast ? "default" : "plain",
    };
  });
}
