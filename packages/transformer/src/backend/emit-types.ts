/** The declarations of named types that the generated text makes itself. */
import type { Type, TypeDefinition } from "../ir/types.ts";
import type { Piece } from "./width.ts";
import { arrangeType } from "./type-layout.ts";
import { fieldHead, typeText } from "./type-text.ts";

export function emitTypes(definitions: readonly TypeDefinition[]): string {
  return definitions
    .filter((definition) => definition.emitted)
    .map((definition) => `${declaration(definition).map(lineText).join("\n")}\n`)
    .join("\n");
}

/** The same for JavaScript, which has them in comments. */
export function emitTypedefs(definitions: readonly TypeDefinition[]): string {
  return definitions
    .filter((definition) => definition.emitted)
    .map(({ name, type }) => {
      const { text: _, ...shape } = type;
      return `/** @typedef {${typeText(type.kind === "opaque" ? type : (shape as Type))}} ${name} */\n`;
    })
    .join("");
}

function declaration({ name, type }: TypeDefinition): readonly Piece[] {
  if (type.kind === "record") {
    const fields = type.fields.flatMap((field) => arrangeType(fieldHead(field), typeText(field.type), ";", 1));
    return [{ depth: 0, text: `interface ${name} {` }, ...fields, { depth: 0, text: "}" }];
  }
  // What the user calls the type is no description of it.
  const { text: _, ...shape } = type;
  return arrangeType(`type ${name} = `, typeText(type.kind === "opaque" ? type : (shape as Type)), ";", 0);
}

function lineText({ depth, text }: Piece): string {
  return `${"  ".repeat(depth)}${text}`;
}
