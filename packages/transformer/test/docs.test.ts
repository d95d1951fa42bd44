/** The documents: the generated ones are up to date (vitest -u docs), and links lead somewhere. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { diagnosticsDocument } from "../src/diagnostics/document.ts";
import { catalogue } from "../src/diagnostics/catalogue.ts";
import { prepare, tidy } from "../src/pipeline.ts";
import { languageDocument } from "./fixtures/language-document.ts";

const root: string = join(import.meta.dirname, "../../..");
const docs: string = join(root, "packages/transformer/docs");

test("diagnostics.md", async () => {
  await expect(diagnosticsDocument()).toMatchFileSnapshot("../docs/diagnostics.md");
});

test("language.md", async () => {
  await expect(languageDocument()).toMatchFileSnapshot("../docs/language.md");
});

test("every code has its page", () => {
  const anchors = new Set([...diagnosticsDocument().matchAll(/^### (AD\d{4})$/gm)].map(([, code = ""]) => code));
  for (const { page } of Object.values(catalogue)) {
    expect(anchors).toContain(page.replace("docs/diagnostics.md#", "").toUpperCase());
  }
});

test("every pass of the pipeline has a page, linked from ARCHITECTURE.md", () => {
  const map = readFileSync(join(docs, "ARCHITECTURE.md"), "utf8");
  for (const { name } of [...prepare, ...tidy]) {
    expect(existsSync(join(docs, `passes/${name}.md`)), name).toBe(true);
    expect(map).toContain(`passes/${name}.md`);
  }
});

describe("links lead somewhere", () => {
  const pages = readdirSync(docs, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(docs, name));
  test.each([join(root, "README.md"), ...pages].map((page) => [relative(root, page), page]))("%s", (_, page) => {
    const text = readFileSync(page, "utf8").replaceAll(/^```.*?^```/gms, "");
    const targets = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target = ""]) => target);
    const missing = targets.filter((to) => !/^https?:/.test(to) && !existsSync(join(dirname(page), to)));
    expect(missing).toEqual([]);
  });
});
