/** Values written out: literals of arrays, objects, instances, functions. */
import type { Kind } from "./kinds.ts";
import type { Place, Writer } from "./writer.ts";

export function literalOf(kind: Kind, w: Writer, place: Place, depth: number): string {
  const a = (): string => w.number(place, Math.min(1, depth - 1));
  const three = (): string => `[${a()}, ${a()}, ${a()}]`;
  switch (kind) {
    case "number":
      return w.number(place, depth);
    case "boolean":
      return w.boolean(place, depth);
    case "string":
      return w.r.pick(['"a"', '"bc"', "`b`", '"a" + "c"']);
    case "maybe":
      return `((${w.boolean(place, depth - 1)} ? ${a()} : undefined) as number | undefined)`;
    case "array":
      return three();
    case "typed":
      return w.r.pick([
        `new Float64Array(${three()})`,
        `Float64Array.of(${a()}, ${a()}, ${a()})`,
        `Float64Array.from(${three()})`,
      ]);
    case "single":
      return w.r.pick([`new Float32Array(${three()})`, `Float32Array.of(${a()}, ${a()}, ${a()})`]);
    case "ints":
      return w.r.pick([`new Int32Array(${three()})`, "new Int32Array(3)", "Int32Array.of(1, 2, 0)"]);
    case "matrix":
      return `[${three()}, ${three()}]`;
    case "tuple":
      return `[${a()}, ${a()}]`;
    case "pair": {
      const u = w.variable(place, "number");
      const isBare = u !== undefined && /^[\w$]+$/.test(u);
      return w.r.pick([
        () => `{ u: ${a()}, v: ${a()} }`,
        () => `{ v: ${a()}, u: ${a()} }`,
        () => `{ ["u"]: ${a()}, v: ${a()} }`,
        () => (isBare ? `(({ u, v }) => ({ u, v }))({ u: ${u}, v: ${a()} })` : `{ u: ${a()}, v: ${a()} }`),
      ])();
    }
    case "pairs":
      return `[${[0, 1, 2].map(() => w.expression("pair", place, Math.min(1, depth - 1))).join(", ")}]`;
    case "option":
      return w.r.pick([
        () => `{ u: ${a()} }`,
        () => `{ u: ${a()}, w: ${a()} }`,
        () => `{ u: ${a()}, tip: ${w.expression("pair", place, depth - 1)} }`,
        () => `{ u: ${a()}, w: ${a()}, tip: null as Pair | null }`,
      ])();
    case "shape":
      return `(${w.boolean(place, Math.min(1, depth - 1))} ? { kind: "disc", r: ${a()} } : { kind: "box", w: ${a()}, h: ${a()} })`;
    case "chain":
      return w.r.chance(0.5) || depth <= 0
        ? `{ value: ${a()}, next: null as Chain | null }`
        : `{ value: ${a()}, next: { value: ${a()}, next: null } as Chain | null }`;
    case "table":
      return `{ xs: ${w.expression("array", place, Math.min(1, depth - 1))}, scale: ${a()} }`;
    case "vec":
      return w.r.chance(0.85)
        ? `new Vec(${a()}, ${a()})`
        : `new Vec(...(${w.expression("tuple", place, Math.min(1, depth - 1))} as [number, number]))`;
    case "solid":
      return `new Solid(${a()}, ${a()}, ${a()})`;
    case "fn":
      return functionText(w, place, depth);
    case "fns":
      return `[${[0, 1, 2].map(() => w.expression("fn", place, Math.min(1, depth - 1))).join(", ")}]`;
    case "kit":
      return `{ g: ${w.expression("fn", place, Math.min(2, depth - 1))}, scale: ${a()} }`;
  }
}

function functionText(w: Writer, place: Place, depth: number): string {
  const z = w.fresh("z");
  const inner = w.insideFunction(place, [{ name: z, kind: "number" }]);
  if (depth <= 0 || w.r.chance(0.6)) return `(${z}: number): number => ${w.number(inner, Math.max(depth - 1, 0))}`;
  const isArrow = w.r.chance(0.6);
  const body = isArrow
    ? inner
    : { ...inner, variables: inner.variables.filter(({ name }) => !name.startsWith("this.")) };
  const head = isArrow ? `(${z}: number): number =>` : `function (${z}: number): number`;
  const lines = w.budget > 0 && place.depth < 5 ? w.statements(body, 2) : ";";
  return `${head} {\n${lines}\nreturn ${w.number(body, depth - 1)};\n}`;
}
