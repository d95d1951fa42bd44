/** Tests: comparisons, logic, and what containers and values are asked. */
import type { Kind } from "./kinds.ts";
import { literalOf } from "./literals.ts";
import type { Place, Production, Writer } from "./writer.ts";

function comparison(w: Writer, place: Place, depth: number): string {
  const side = (): string => w.number(place, depth - 1);
  return `(${side()} ${w.r.pick(["<", ">", "<=", ">="])} ${side()})`;
}

/** Of the name of a variable of a kind. */
function about(kind: Kind, text: (name: string, w: Writer, place: Place) => string): Production["make"] {
  return (w, place) => {
    const name = w.variable(place, kind);
    return name === undefined ? undefined : text(name, w, place);
  };
}

/** A test of elements, as an arrow. */
function elementTest(w: Writer, place: Place): string {
  const e = w.fresh("e");
  const inner = w.insideFunction(place, [{ name: e, kind: "number", isConst: true }]);
  return `(${e}) => ${w.r.chance(0.6) ? `${e} > ${w.number(inner, 0)}` : w.boolean(inner, 1)}`;
}

export const booleans: readonly Production[] = [
  { name: "variable", weight: 2, isLeaf: true, make: (w, place) => w.variable(place, "boolean") },
  { name: "leaf comparison", weight: 2, isLeaf: true, make: (w, place) => comparison(w, place, 1) },
  { name: "comparison", weight: 5, make: comparison },
  {
    name: "equal",
    weight: 0.8,
    make: (w, place, d) => {
      const left = w.variable(place, "number");
      return left === undefined
        ? undefined
        : `(${left} ${w.r.pick(["===", "!==", "==", "!="])} ${w.number(place, d - 1)})`;
    },
  },
  { name: "not", weight: 1, make: (w, place, d) => `!(${w.boolean(place, d - 1)})` },
  { name: "and", weight: 1.2, make: (w, place, d) => `(${w.boolean(place, d - 1)} && ${w.boolean(place, d - 1)})` },
  { name: "or", weight: 1.2, make: (w, place, d) => `(${w.boolean(place, d - 1)} || ${w.boolean(place, d - 1)})` },
  {
    name: "conditional",
    weight: 0.4,
    make: (w, place, d) => `(${w.boolean(place, d - 1)} ? ${w.boolean(place, d - 1)} : ${w.boolean(place, d - 1)})`,
  },
  {
    name: "comma",
    weight: 0.2,
    make: (w, place, d) => `(Math.abs(${w.number(place, d - 1)}), ${w.boolean(place, d - 1)})`,
  },
  {
    name: "assignment",
    weight: 0.4,
    make: (w, place, d) => {
      const name = w.variable(place, "boolean", { assigned: true });
      return name === undefined ? undefined : `(${name} ${w.r.pick(["=", "&&=", "||="])} ${w.boolean(place, d - 1)})`;
    },
  },
  {
    name: "some",
    weight: 0.7,
    make: about("array", (name, w, place) => `${name}.${w.r.pick(["some", "every"])}(${elementTest(w, place)})`),
  },
  {
    name: "typed some",
    weight: 0.3,
    make: about("typed", (name, w, place) => `${name}.${w.r.pick(["some", "every"])}(${elementTest(w, place)})`),
  },
  {
    name: "includes",
    weight: 0.3,
    make: about("array", (name, w, place) => `${name}.includes(${w.number(place, 0)})`),
  },
  {
    name: "finite",
    weight: 0.4,
    make: (w, place, d) =>
      `${w.r.pick(["Number.isFinite", "Number.isInteger", "Number.isNaN", "isNaN", "isFinite"])}(${w.number(place, d - 1)})`,
  },
  { name: "in", weight: 0.4, make: about("option", (name, w) => `("${w.r.pick(["w", "tip"])}" in ${name})`) },
  { name: "instanceof", weight: 0.3, make: about("vec", (name) => `(${name} instanceof Solid)`) },
  {
    name: "typeof",
    weight: 0.5,
    make: about("maybe", (name, w) => `(typeof ${name} ${w.r.pick(["===", "!=="])} "number")`),
  },
  {
    name: "undefined",
    weight: 0.4,
    make: about("maybe", (name, w) => `(${name} ${w.r.pick(["===", "!=="])} undefined)`),
  },
  { name: "kind", weight: 0.4, make: about("shape", (name) => `["disc"].includes(${name}.kind)`) },
  { name: "isArray", weight: 0.2, make: (w, place) => `Array.isArray(${literalOf("array", w, place, 1)})` },
  {
    name: "text",
    weight: 0.3,
    make: about("string", (name, w) =>
      w.r.pick([`(${name} === "a")`, `${name}.startsWith("b")`, `(${name} + "!").includes("a")`]),
    ),
  },
];
