/** The packages whose sources are the corpus, installed once into a folder beside the system's temporary files. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, sep } from "node:path";

const lists = join(import.meta.dirname, "corpus");

/** Installs what the lock file says, without running anything of it; gives the folder of the sources. */
export function installCorpus(log: (line: string) => void): string {
  const lock = readFileSync(join(lists, "package-lock.json"));
  const folder = join(tmpdir(), `adgen-corpus-${createHash("sha256").update(lock).digest("hex").slice(0, 12)}`);
  const sources = join(folder, "sources");
  if (existsSync(sources)) return sources;
  log(`installing the packages of robustness/corpus into ${folder}`);
  const making = `${folder}.${process.pid}`;
  mkdirSync(making, { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) cpSync(join(lists, file), join(making, file));
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  execFileSync("npm", ["ci", ...quiet], { cwd: making, stdio: ["ignore", "ignore", "inherit"] });
  // Under another name the files are those of a project, not of its packages.
  symlinkSync("node_modules", join(making, "sources"));
  rmSync(folder, { recursive: true, force: true });
  renameSync(making, folder);
  return sources;
}

/**
 * The source files of the corpus, TypeScript first, then JavaScript: of each package as far as it has any, in turns, so that a small package
 * is in whole and a large one in part.
 */
export function sourcesOf(sources: string, count: number): readonly string[] {
  const found = new Map<string, string[]>();
  for (const file of readdirSync(sources, { recursive: true, encoding: "utf8" }).toSorted()) {
    // A package may be called decimal.js.
    if (!isSource(file) || !statSync(join(sources, file)).isFile()) continue;
    const parts = file.split(sep);
    const name = file.startsWith("@") ? `${parts[0]}/${parts[1]}` : parts[0]!;
    const list = found.get(name);
    if (list) list.push(file);
    else found.set(name, [file]);
  }
  const chosen: string[] = [];
  const lists = [...found.values()].map((files) => preferred(files)).filter((files) => files.length > 0);
  for (let turn = 0; chosen.length < count; turn++) {
    const taken = lists.flatMap((files) => files.slice(turn, turn + 1));
    if (taken.length === 0) break;
    chosen.push(...taken.slice(0, count - chosen.length));
  }
  return chosen.map((file) => join(sources, file)).toSorted();
}

/** What was written by hand: TypeScript where there is any, else the `src` of JavaScript, else what is shipped. */
function preferred(files: readonly string[]): readonly string[] {
  const typed = files.filter((file) => file.endsWith(".ts"));
  const source = files.filter((file) => /[\\/]src[\\/]/.test(file));
  const esm = files.filter((file) => /[\\/](esm|es)[\\/]/.test(file));
  const others = files.filter((file) => !/[\\/](dist|build|bundles?|umd)[\\/]/.test(file));
  return [typed.length > 2 ? typed : [], source, esm, others, files].find((list) => list.length > 0) ?? [];
}

function isSource(file: string): boolean {
  if (!/\.(ts|mts|js|mjs)$/.test(file) || /\.d\.m?ts$|\.min\.|\.test\.|\.spec\./.test(file)) return false;
  return !/[\\/](__tests__|tests?|examples?|docs?|node_modules)[\\/]/.test(file);
}

/** The file that an import means: its code, or what tells its types. */
export function fileOf(specifier: string, from: string, wanted: "code" | "types"): string | undefined {
  if (specifier.startsWith(".")) return existing(join(dirname(from), specifier), wanted);
  const parts = specifier.split("/");
  const length = specifier.startsWith("@") ? 2 : 1;
  const name = parts.slice(0, length).join("/");
  for (let at = dirname(from); at !== dirname(at); at = dirname(at)) {
    const folder = join(at, "node_modules", name);
    if (!existsSync(join(folder, "package.json"))) continue;
    if (parts.length > length) return existing(join(folder, ...parts.slice(length)), wanted);
    const entry = entryOf(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest, wanted);
    return entry === undefined ? undefined : existing(join(folder, entry), wanted);
  }
  return undefined;
}

interface Manifest {
  readonly main?: string;
  readonly module?: string;
  readonly types?: string;
  readonly typings?: string;
  readonly exports?: unknown;
}

function entryOf(manifest: Manifest, wanted: "code" | "types"): string | undefined {
  const conditions = wanted === "code" ? ["import", "module", "default", "require", "node"] : ["types"];
  const exported = fromExports(manifest.exports, conditions);
  if (wanted === "types") return manifest.types ?? manifest.typings ?? exported;
  return exported ?? manifest.module ?? manifest.main ?? "index.js";
}

function fromExports(exports: unknown, conditions: readonly string[]): string | undefined {
  if (typeof exports === "string") return exports;
  if (typeof exports !== "object" || exports === null) return undefined;
  const table = exports as Readonly<Record<string, unknown>>;
  if ("." in table) return fromExports(table["."], conditions);
  for (const condition of [...conditions, "import", "require", "default"]) {
    const found = condition in table ? fromExports(table[condition], conditions) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function existing(base: string, wanted: "code" | "types"): string | undefined {
  const stem = base.replace(/\.[cm]?js$/, "");
  const endings = wanted === "code" ? [".ts", ".js", ".mjs", ".cjs"] : [".ts", ".d.ts", ".d.mts", ".js", ".mjs"];
  const typed = endings.map((ending) => stem + ending);
  const inFolder = endings.map((ending) => join(base, `index${ending}`));
  const candidates = wanted === "code" ? [base, ...typed, ...inFolder] : [...typed, base, ...inFolder];
  return candidates.find((file) => existsSync(file) && statSync(file).isFile());
}
