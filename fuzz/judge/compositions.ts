/** The four compositions of modes at order two, as functions of the program that use operators inside of operators. */
import { readonlyText, typeText } from "../generate/kinds.ts";
import type { Parameter } from "../generate/program.ts";

export const compositions = [
  "forwardOverForward",
  "forwardOverReverse",
  "reverseOverForward",
  "reverseOverReverse",
] as const;

export function withCompositions(text: string, parameters: readonly Parameter[]): string {
  const types = parameters.map(({ kind }) =>
    text.includes(`: ${readonlyText[kind]}`) ? readonlyText[kind] : typeText[kind],
  );
  const typed = (suffix: string): string =>
    parameters.map(({ name }, i) => `${name}${suffix}: ${types[i]!}`).join(", ");
  const tangents = (suffix: string): string =>
    parameters.map(({ name, kind }) => `${name}${suffix}: ${typeText[kind]}`).join(", ");
  const names = (suffix: string): string => parameters.map(({ name }) => `${name}${suffix}`).join(", ");
  const head = (name: string): string => `export function ${name}(${typed("")}, ${tangents("V")}, ${tangents("W")})`;
  const inner = `(${typed("1")}) => `;
  const along = `jvp(f)([${names("1")}], [${names("V")}]).tangent`;
  const isOne = parameters.length === 1;
  const seed = isOne ? names("V") : `[${names("V")}]`;
  return `import { grad, jvp, vjp } from "@adgen/runtime";
${text}
${head("forwardOverForward")} {
  return jvp(${inner}${along})([${names("")}], [${names("W")}]).tangent;
}
${head("forwardOverReverse")} {
  return jvp(${inner}grad(f)(${names("1")}))([${names("")}], [${names("W")}]).tangent;
}
${head("reverseOverForward")} {
  return grad(${inner}${along})(${names("")});
}
${head("reverseOverReverse")} {
  return vjp(${inner}grad(f)(${names("1")}))(${names("")}, ${seed}).grad;
}
`;
}
