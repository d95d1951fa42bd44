import { readdirSync, readFileSync } from "node:fs";
import { join, posix, sep } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

/** Which floor a folder of `src/`, or a file directly in it, is on. */
const floorOf: ReadonlyMap<string, number> = new Map([
  ["base", 0],
  ["diagnostics", 1],
  ["ir", 2],
  ["rules", 3],
  ["interpret", 4],
  ["analysis", 4],
  ["frontend", 5],
  ["transform", 5],
  ["optimize", 5],
  ["backend", 5],
  ["pipeline.ts", 6],
  ["compile.ts", 6],
  ["analyse.ts", 6],
  ["trace.ts", 6],
  ["index.ts", 6],
  ["hosts", 7],
]);
const top = 6;
const publicBarrel = "index.ts";
const foldersWithTypeScript: ReadonlySet<string> = new Set(["frontend", "hosts"]);

/** Files by their path below `src/`, with `/`. */
type Sources = ReadonlyMap<string, string>;
type Import = { readonly specifier: string; readonly isTypeOnly: boolean };

describe("the laws of the house", () => {
  test("transformer/src keeps them", () => {
    const sources = readSources(join(import.meta.dirname, "../src"));
    expect(sources.size).toBeGreaterThan(0);
    expect(breaches(sources)).toEqual([]);
  });

  test("the runtime imports nothing but itself, and ts-morph is the command's alone", () => {
    const sources = readSources(join(import.meta.dirname, "../../runtime/src"));
    const foreign = [...sources].flatMap(([file, text]) =>
      importsOf(file, text).filter(({ specifier }) => !specifier.startsWith("./")),
    );
    expect(foreign).toEqual([]);
  });
});

describe("a breach is found", () => {
  const found = (sources: Record<string, string>): readonly string[] => breaches(new Map(Object.entries(sources)));

  test("none where there is none", () => {
    const sources = {
      "base/ids.ts": "export type Id = string;",
      "ir/ir.ts": 'import type { Id } from "../base/ids.ts"; import { f } from "./types.ts"; export const id: Id = f;',
      "ir/types.ts": 'export const f = "f";',
      "transform/adjoint/loops.ts": 'import { id } from "../../ir/ir.ts"; import type ts from "typescript"; f(id);',
      "frontend/lower.ts": 'import ts from "typescript"; export const v = ts.version;',
      "compile.ts": 'import { p } from "./pipeline.ts"; export const compile = p;',
      "pipeline.ts": 'import { v } from "./frontend/lower.ts"; export const p = v;',
      "index.ts": 'export { compile } from "./compile.ts";',
      "hosts/tsc.ts": 'import { compile } from "../compile.ts"; export default compile;',
    };
    expect(found(sources)).toEqual([]);
  });

  test.each([
    ["upward, also by a type", { "base/a.ts": 'import type { B } from "../ir/b.ts"; export type A = B;' }],
    ["upward, by re-export", { "ir/a.ts": 'export * from "../rules/b.ts"; export const a = 1;' }],
    ["upward, by import()", { "rules/a.ts": 'export const a = () => import("../analysis/b.ts");' }],
    ["upward, by an import type", { "rules/a.ts": 'export type A = import("../analysis/b.ts").B;' }],
  ])("%s", (_, sources) => {
    expect(found(sources)).toEqual([expect.stringMatching(/imports .* of a higher floor/)]);
  });

  test("two folders of one floor", () => {
    expect(found({ "interpret/a.ts": 'import { b } from "../analysis/b.ts"; b();' })).toEqual([
      "interpret/a.ts imports analysis/b.ts, another folder of its floor",
    ]);
  });

  test("a cycle, once, also one of types", () => {
    const sources = {
      "ir/a.ts": 'import { b } from "./b.ts"; export const a = b;',
      "ir/b.ts": 'import { c } from "./c.ts"; export const b = c;',
      "ir/c.ts": 'import type { a } from "./a.ts"; export const c = 1 as unknown as typeof a;',
    };
    expect(found(sources)).toEqual(["a cycle: ir/a.ts > ir/b.ts > ir/c.ts > ir/a.ts"]);
  });

  test("a barrel file", () => {
    expect(found({ "ir/all.ts": 'export * from "./ir.ts"; export { a } from "./types.ts";' })).toEqual([
      "ir/all.ts only passes on what other files export",
    ]);
  });

  test.each([
    'import ts from "typescript";',
    'import { type Node, version } from "typescript";',
    'const ts = await import("typescript");',
    'import { ts } from "typescript/lib/typescript.js";',
  ])("typescript at run time: %s", (text) => {
    expect(found({ "backend/a.ts": text })).toEqual(["backend/a.ts imports typescript at run time"]);
  });

  test.each([
    ["ts-morph", 'import { Project } from "ts-morph";', /imports ts-morph/],
    ["another package's folder", 'import { main } from "../../../cli/src/main.ts";', /leaves src/],
    ["adgen by its own name", 'import { compile } from "@adgen/transformer";', /by its own name/],
  ])("%s", (_, text, breach) => {
    expect(found({ "hosts/a.ts": text })).toEqual([expect.stringMatching(breach)]);
  });

  test("a file on no floor", () => {
    expect(found({ "utils/a.ts": "export const a = 1;" })).toEqual(["utils/a.ts is on no floor"]);
  });
});

function readSources(folder: string): Sources {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  return new Map(
    files.toSorted().map((file) => [file.replaceAll(sep, "/"), readFileSync(join(folder, file), "utf8")] as const),
  );
}

/** Every breach of a law, as one sentence each. */
function breaches(sources: Sources): readonly string[] {
  const found: string[] = [];
  const filesImportedBy = new Map<string, readonly string[]>();
  for (const [file, text] of sources) {
    if (!floorOf.has(placeOf(file))) found.push(`${file} is on no floor`);
    if (file !== publicBarrel && isBarrel(file, text)) found.push(`${file} only passes on what other files export`);
    const inside: string[] = [];
    for (const imported of importsOf(file, text)) {
      if (imported.specifier.startsWith(".")) {
        const target = posix.join(posix.dirname(file), imported.specifier);
        inside.push(target);
        found.push(...breachesOfImport(file, target));
      } else {
        found.push(...breachesOfPackage(file, imported));
      }
    }
    filesImportedBy.set(file, inside);
  }
  return [...found, ...cycles(filesImportedBy)];
}

function breachesOfImport(file: string, target: string): readonly string[] {
  if (target.startsWith("..")) return [`${file} imports ${target}, which leaves src`];
  const [from, to] = [placeOf(file), placeOf(target)];
  const [floor, targetFloor] = [floorOf.get(from), floorOf.get(to)];
  // A file on no floor is a breach of its own.
  if (floor === undefined || targetFloor === undefined) return [];
  if (targetFloor > floor) return [`${file} imports ${target} of a higher floor`];
  if (targetFloor === floor && from !== to && floor !== top) {
    return [`${file} imports ${target}, another folder of its floor`];
  }
  return [];
}

function breachesOfPackage(file: string, { specifier, isTypeOnly }: Import): readonly string[] {
  if (specifier === "ts-morph") return [`${file} imports ts-morph, which only the command may`];
  if (/^@adgen\/(transformer|cli)(\/|$)/.test(specifier)) return [`${file} imports ${specifier} by its own name`];
  const isTypeScript = /^typescript(\/|$)/.test(specifier);
  if (isTypeScript && !isTypeOnly && !foldersWithTypeScript.has(placeOf(file))) {
    return [`${file} imports typescript at run time`];
  }
  return [];
}

/** The first part of a path below `src/`: a folder, or a file directly in it. */
function placeOf(file: string): string {
  return file.split("/", 1).join("");
}

/** Everything that a file imports in any form, at any depth. */
function importsOf(file: string, text: string): readonly Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, isTypeOnly: boolean): void => {
    if (specifier && ts.isStringLiteralLike(specifier)) found.push({ specifier: specifier.text, isTypeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node))
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node))
      add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true);
    else if (ts.isExternalModuleReference(node)) add(node.expression, false);
    else if (ts.isCallExpression(node) && isImportCall(node.expression)) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(parse(file, text));
  return found;
}

function isImportCall(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === "require");
}

/** Whether a file has nothing of its own: every statement is an import, or an export from elsewhere. */
function isBarrel(file: string, text: string): boolean {
  const { statements } = parse(file, text);
  const isPassingOn = (node: ts.Statement): boolean => ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
  return statements.some(ts.isExportDeclaration) && statements.every(isPassingOn);
}

function parse(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
}

/** Each cycle of imports that a depth-first walk meets. */
function cycles(filesImportedBy: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    const start = path.indexOf(file);
    if (start >= 0) found.push(`a cycle: ${[...path.slice(start), file].join(" > ")}`);
    if (start >= 0 || done.has(file)) return;
    path.push(file);
    for (const target of filesImportedBy.get(file) ?? []) visit(target);
    path.pop();
    done.add(file);
  };
  for (const file of filesImportedBy.keys()) visit(file);
  return found;
}
