/** Where the text for a file goes, and whether it may go there. */
import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { CommandError } from "./command-error.ts";
import { isBelow, siblingOf } from "./names.ts";
import type { Input } from "./inputs.ts";

export interface Destination {
  readonly kind: "sibling" | "in-place" | "out-dir" | "stdout";
  readonly outDir?: string;
  /** The folder whose structure `outDir` repeats. */
  readonly sourceRoot?: string;
}

/** The file that a source's derivatives are written to; a law of the command: it stays inside the project or `outDir`. */
export function targetOf(input: Input, destination: Destination, projectRoot: string, shown: string): string {
  const { fileName } = input;
  switch (destination.kind) {
    case "stdout":
      return siblingOf(fileName);
    case "in-place": {
      // The text of a link is that of the file behind it; replacing the link would leave that file behind.
      const real = realpathSync(fileName);
      return guarded(real, projectRoot, shown);
    }
    case "sibling":
      return guarded(siblingOf(fileName), projectRoot, shown);
    case "out-dir": {
      const { outDir = "", sourceRoot = "" } = destination;
      const target = siblingOf(join(outDir, relative(sourceRoot, fileName)));
      return guarded(target, outDir, shown);
    }
  }
}

/** Where a file that the user named goes: inside `outDir`, or where there is none, inside the project of the working folder. */
export function placeOf(
  name: string,
  {
    cwd,
    outDir,
    tsconfig,
  }: { readonly cwd: string; readonly outDir: string | undefined; readonly tsconfig: string | undefined },
): string {
  const root = outDir === undefined ? projectRootOf(join(cwd, "file"), cwd, tsconfig) : resolve(cwd, outDir);
  const target = resolve(outDir === undefined ? cwd : root, name);
  if (isInside(target, root)) return target;
  throw new CommandError(
    "AD1019",
    `\`${name}\` lies outside ${root}`,
    "name a file in the project, or its folder with --out-dir",
  );
}

function isInside(target: string, root: string): boolean {
  return isBelow(root, target) && isBelow(realPlace(root), realPlace(dirname(target)));
}

function guarded(target: string, root: string, shown: string): string {
  if (isInside(target, root)) return target;
  throw new CommandError(
    "AD1019",
    `the derivatives of \`${shown}\` would be written to ${target}, outside ${root}`,
    "choose a folder with --out-dir, or print them with --stdout",
  );
}

/** A path with every link followed, as far as it exists. */
function realPlace(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : join(realPlace(parent), basename(path));
}

/**
 * The folder that writes for a file stay inside: of the tsconfig that was named, else the nearest above the file that has a
 * tsconfig or a package.json, else the working folder where the file is below it, else the file's own.
 */
export function projectRootOf(fileName: string, cwd: string, tsconfig: string | undefined): string {
  if (tsconfig !== undefined) return dirname(tsconfig);
  const marked = nearestAbove(dirname(fileName), ["tsconfig.json", "package.json", ".git"]);
  if (marked !== undefined) return dirname(marked);
  return isBelow(cwd, fileName) ? cwd : dirname(fileName);
}

/** The nearest of some files in a folder or above it. */
export function nearestAbove(folder: string, names: readonly string[]): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    for (const name of names) if (existsSync(join(at, name))) return join(at, name);
    if (dirname(at) === at) return undefined;
  }
}
