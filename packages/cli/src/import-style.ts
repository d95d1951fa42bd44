/** How a generated file names the file it comes from: with `.ts`, with `.js`, or with no extension. */
import { dirname, extname, relative, sep } from "node:path";
import ts from "typescript";

export type ImportStyle = "ts" | "js" | "none";

/**
 * The style of the file's own relative imports, else what its project asks for: `.ts` where that is allowed or there is no
 * tsconfig, `.js` under node16 and nodenext, none otherwise.
 */
export function importStyleOf(text: string, options: ts.CompilerOptions | undefined): ImportStyle {
  const own = ts
    .preProcessFile(text, true, false)
    .importedFiles.map(({ fileName }) => fileName)
    .find((specifier) => /^\.\.?\//.test(specifier));
  if (own !== undefined) return /\.[cm]?tsx?$/.test(own) ? "ts" : /\.[cm]?jsx?$/.test(own) ? "js" : "none";
  if (!options || options.allowImportingTsExtensions || options.rewriteRelativeImportExtensions) return "ts";
  return isNodeStyle(options) ? "js" : "none";
}

function isNodeStyle({ module, moduleResolution }: ts.CompilerOptions): boolean {
  const { Node16, NodeNext } = ts.ModuleResolutionKind;
  if (moduleResolution !== undefined) return moduleResolution === Node16 || moduleResolution === NodeNext;
  return module !== undefined && module >= ts.ModuleKind.Node16 && module <= ts.ModuleKind.NodeNext;
}

const runtimeExtension: Readonly<Record<string, string>> = {
  ".ts": ".js",
  ".tsx": ".js",
  ".mts": ".mjs",
  ".cts": ".cjs",
  ".jsx": ".js",
};

/** What `from` imports to get at `to`: `./f.ts`, `../src/f.js`, `./f`. */
export function importSpecifier(from: string, to: string, style: ImportStyle): string {
  const way = relative(dirname(from), to).split(sep).join("/");
  const specifier = way.startsWith("../") ? way : `./${way}`;
  const extension = extname(to);
  if (style === "ts") return specifier;
  const stem = specifier.slice(0, -extension.length);
  const runs = runtimeExtension[extension] ?? extension;
  // No resolver adds `.mjs` or `.cjs` to a specifier.
  return style === "none" && runs === ".js" ? stem : stem + runs;
}
