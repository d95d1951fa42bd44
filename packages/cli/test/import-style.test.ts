import ts from "typescript";
import { describe, expect, test } from "vitest";
import { importSpecifier, importStyleOf } from "../src/import-style.ts";

describe("the style of a generated file's import", () => {
  test.each([
    ['import { a } from "./a.ts";', undefined, "ts"],
    ['import { a } from "./a.js";', { allowImportingTsExtensions: true }, "js"],
    ['export * from "../a";', { module: ts.ModuleKind.NodeNext }, "none"],
    // A comment is no import, and a package says nothing about relative ones.
    ['// import "./a.js"\nimport { a } from "a/a.js";', undefined, "ts"],
    ["", undefined, "ts"],
    ["", { allowImportingTsExtensions: true }, "ts"],
    ["", { rewriteRelativeImportExtensions: true, module: ts.ModuleKind.NodeNext }, "ts"],
    ["", { module: ts.ModuleKind.NodeNext }, "js"],
    ["", { module: ts.ModuleKind.Node16 }, "js"],
    ["", { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler }, "none"],
    ["", {}, "none"],
  ] as const)("%j under %j: %s", (text, options, style) => {
    expect(importStyleOf(text, options)).toBe(style);
  });

  test.each([
    ["/p/a.ad.ts", "/p/a.ts", "ts", "./a.ts"],
    ["/p/a.ad.ts", "/p/a.ts", "js", "./a.js"],
    ["/p/a.ad.ts", "/p/a.ts", "none", "./a"],
    ["/p/a.ad.tsx", "/p/a.tsx", "js", "./a.js"],
    ["/p/a.ad.mts", "/p/a.mts", "js", "./a.mjs"],
    ["/p/a.ad.mts", "/p/a.mts", "none", "./a.mjs"],
    ["/p/gen/x/a.ad.ts", "/p/src/a.ts", "ts", "../../src/a.ts"],
  ] as const)("from %s to %s in the style %s: %s", (from, to, style, specifier) => {
    expect(importSpecifier(from, to, style)).toBe(specifier);
  });
});
