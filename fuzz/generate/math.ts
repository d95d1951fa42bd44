/** Every function of `Math`, mostly inside its domain. */
import type { Place, Production, Writer } from "./writer.ts";

/** How the argument is kept inside the domain; `$` is the argument. */
const oneArgument: readonly (readonly [string, string])[] = [
  ["abs", "$"],
  ["acos", "0.9 * Math.tanh($)"],
  ["acosh", "1.2 + Math.abs($)"],
  ["asin", "0.9 * Math.tanh($)"],
  ["asinh", "$"],
  ["atan", "$"],
  ["atanh", "0.9 * Math.tanh($)"],
  ["cbrt", "$"],
  ["ceil", "$"],
  ["clz32", "$"],
  ["cos", "$"],
  ["cosh", "Math.tanh($)"],
  ["exp", "Math.tanh($)"],
  ["expm1", "Math.sin($)"],
  ["floor", "$"],
  ["fround", "$"],
  ["log", "0.3 + Math.abs($)"],
  ["log10", "0.3 + Math.abs($)"],
  ["log1p", "Math.abs($)"],
  ["log2", "0.3 + Math.abs($)"],
  ["round", "$"],
  ["sign", "$"],
  ["sin", "$"],
  ["sinh", "Math.tanh($)"],
  ["sqrt", "0.2 + Math.abs($)"],
  ["tan", "Math.sin($)"],
  ["tanh", "$"],
  ["trunc", "$"],
];
/** Smooth ones more often. */
const smooth = new Set(["sin", "cos", "tanh", "exp", "atan", "asinh", "sqrt", "log"]);

export const mathNumbers: readonly Production[] = [
  ...oneArgument.map(([name, guard]): Production => ({
    name: `Math.${name}`,
    weight: smooth.has(name) ? 0.6 : 0.22,
    make: (w, place, depth) => {
      const a = w.number(place, depth - 1);
      const argument = w.r.chance(0.96) ? guard.replace("$", guard === "$" ? a : `(${a})`) : a;
      return w.r.chance(0.03) ? `Math["${name}"](${argument})` : `Math.${name}(${argument})`;
    },
  })),
  { name: "Math.atan2", weight: 0.4, make: (w, place, d) => `Math.atan2(${two(w, place, d)})` },
  { name: "Math.imul", weight: 0.2, make: (w, place, d) => `Math.imul(${two(w, place, d)})` },
  {
    name: "Math.pow",
    weight: 0.4,
    make: (w, place, d) => `Math.pow(0.5 + Math.abs(${w.number(place, d - 1)}), Math.sin(${w.number(place, d - 1)}))`,
  },
  { name: "Math.hypot", weight: 0.6, make: (w, place, d) => `Math.hypot(${several(w, place, d)})` },
  { name: "Math.max", weight: 0.8, make: (w, place, d) => `Math.max(${several(w, place, d)})` },
  { name: "Math.min", weight: 0.8, make: (w, place, d) => `Math.min(${several(w, place, d)})` },
  {
    name: "other names",
    weight: 0.5,
    make: (w, place, d) => {
      if (!w.features.has("math names")) return undefined;
      const a = w.number(place, d - 1);
      return w.r.pick([`sinOf(${a})`, `turn(${a}, 1.5)`, `cosOf(${a})`]);
    },
  },
];

function two(w: Writer, place: Place, depth: number): string {
  return `${w.number(place, depth - 1)}, ${w.number(place, depth - 1)}`;
}

/** One to three arguments, of which some are spread. */
function several(w: Writer, place: Place, depth: number): string {
  const parts: string[] = [];
  const count = 1 + w.r.below(3);
  for (let i = 0; i < count; i++) {
    const list = w.r.chance(0.25) ? w.expression("array", place, Math.min(1, depth - 1)) : undefined;
    parts.push(list === undefined ? w.number(place, depth - 1) : `...${list}`);
  }
  return parts.join(", ");
}
