/** The names of files: which are inputs, and what a generated one is called. */
import { basename, dirname, join, relative, sep } from "node:path";

const source = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const declaration = /\.d\.(?:[^.]+\.)?[cm]?ts$/;
const generated = /\.ad\.(?:[cm]?[jt]s|[jt]sx)$/;

/** `f.ad.ts`: what adgen writes and never reads. */
export function isGeneratedName(fileName: string): boolean {
  return generated.test(fileName);
}

export function isSourceName(fileName: string): boolean {
  return source.test(fileName) && !declaration.test(fileName) && !generated.test(fileName);
}

/** `dir/f.ts` => `dir/f.ad.ts` */
export function siblingOf(fileName: string): string {
  const name = basename(fileName);
  const dot = name.lastIndexOf(".");
  return join(dirname(fileName), `${name.slice(0, dot)}.ad${name.slice(dot)}`);
}

/** Whether a path is a folder or below it, by their text alone. */
export function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !/^[A-Za-z]:|^[/\\]/.test(way));
}

/** The folder that holds all of some folders, as deep as possible. */
export function commonFolder([first = "", ...rest]: readonly string[]): string {
  let folder = first;
  for (const other of rest) while (!isBelow(folder, other)) folder = dirname(folder);
  return folder;
}
