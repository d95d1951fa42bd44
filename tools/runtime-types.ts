/**
 * node tools/runtime-types.ts
 *
 * Writes the declarations of the runtime's operators into the transformer, which needs them for files that come without a program.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const root = join(import.meta.dirname, "..");
const target = join(root, "packages/transformer/src/frontend/runtime-types.ts");

export function runtimeTypesModule(): string {
  const parts = ["adjoint", "operators"].map((name) => declarations(`packages/runtime/src/${name}.ts`));
  return `/** The declarations of \`@adgen/runtime\`, for files that come without a program. Written by tools/runtime-types.ts. */
export const runtimePackage = "@adgen/runtime";
export const runtimeTypesFileName = "/adgen-runtime.d.ts";

export const runtimeTypesText = \`
${parts.join("").replaceAll("`", "\\`")}\`;
`;
}

function declarations(file: string): string {
  const { outputText } = ts.transpileDeclaration(readFileSync(join(root, file), "utf8"), {
    fileName: file,
    compilerOptions: { removeComments: true, target: ts.ScriptTarget.ESNext },
  });
  return outputText.replaceAll(/^import .*\n/gm, "");
}

if (import.meta.main) writeFileSync(target, runtimeTypesModule());
