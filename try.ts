import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { compile } from "@adgen/transformer";
import { dualModule, lift, numbersOf } from "./oracle/oracle.ts";
import { raw } from "./oracle/dual.ts";
const root = join(import.meta.dirname, "../test-fixtures");
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((f) => f.endsWith(".ts") && !/errors|support|tsc-project|\.ad\.|^ir|operators/.test(f) && f.includes(process.argv[2] ?? ""));
function load(code: string): Record<string, (...a: unknown[]) => unknown> {
  const js = ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext } }).outputText;
  const names: string[] = [];
  const body = js.replaceAll(/^export (?:async )?(function|class|const|let) (\w+)/gm, (_, k: string, n: string) => (names.push(n), `${k} ${n}`)).replaceAll(/^export default function (\w+)/gm, (_, n: string) => (names.push(n), `function ${n}`)).replaceAll(/^export \{[^}]*\};?$/gm, "");
  return new Function(`"use strict";${body}\nreturn {${names.join(",")}}`)();
}
let seed = 1;
const rnd = () => ((seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648) * 2 - 1;
function dir(v: unknown): unknown {
  if (typeof v === "number") return rnd();
  if (ArrayBuffer.isView(v)) return Float64Array.from(v as Float64Array, rnd);
  if (Array.isArray(v)) return v.map(dir);
  if (typeof v === "object" && v !== null) return Object.fromEntries(Object.entries(v).map(([k, x]) => [k, dir(x)]));
  return undefined;
}
const nums = (v: unknown, out: number[] = []): number[] => { if (typeof v === "number") out.push(v); else if (typeof v === "object" && v !== null) for (const x of (Symbol.iterator in v ? [...(v as Iterable<unknown>)] : Object.values(v))) nums(x, out); return out; };
let ok = 0, skip = 0;
for (const f of files) {
  const text = readFileSync(join(root, f), "utf8");
  if (/^import .*from "\./m.test(text)) { skip++; continue; }
  try {
    const { code, diagnostics, functions } = compile(text, { fileName: f, modes: ["jvp"] });
    if (diagnostics.some((d) => d.severity === "error")) { skip++; continue; }
    const mod = load(code);
    const dual = dualModule(text);
    for (const [, name, args] of text.matchAll(/^\/\/ @(?:check|nonsmooth) (\w+)\((.*)\)\s*$/gm)) {
      const fn = functions.find((x) => x.name === name);
      if (!fn?.modes.jvp || !mod[fn.modes.jvp]) { skip++; continue; }
      const make = () => new Function(`return [${args}]`)() as unknown[];
      const marker = [...text.matchAll(/@differentiable([^\n]*)\n[^\n]*?(?:function|const) (\w+)/g)].find((m) => m[2] === name)?.[1] ?? "";
      if (/wrt/.test(marker)) { skip++; continue; }
      const a = make(); const d = a.map(dir);
      const jvp = mod[fn.modes.jvp]!;
      const sig = /function \w+\(/.exec(jvp.toString()) ? jvp.toString().slice(0, jvp.toString().indexOf(")")) : "";
      const params = sig.slice(sig.indexOf("(") + 1).split(",").map((s) => s.trim().split(" ")[0]!);
      const n = params.filter((p) => !/Dot\d*$/.test(p)).length;
      const dots = params.slice(n);
      const full = a.concat(Array(Math.max(0, n - a.length)).fill(undefined));
      const useDirs = params.slice(0, n).map((p, i) => dots.includes(`${p}Dot`) || dots.some((q) => q.startsWith(`${p}Dot`)) ? d[i] : undefined);
      const given = params.slice(0, n).flatMap((p, i) => (dots.some((q) => q.startsWith(`${p}Dot`)) ? [d[i]] : []));
      const r = jvp(...full.slice(0, n), ...given) as { value: unknown; tangent: unknown };
      const b = make().map((x, i) => lift(x, useDirs[i], 1));
      const o = numbersOf(dual[name!]!(...b), 1);
      const va = nums(r && "value" in (r as object) ? r.value : r), ta = nums(r?.tangent);
      const vo = o.map((x) => x.value), to = o.map((x) => raw(x.tangent));
      const same = va.length === vo.length && va.every((x, i) => Object.is(x, vo[i]));
      const scale = Math.max(1, ...to.map(Math.abs));
      const filtered = to.length === ta.length ? to : to.filter((x) => x !== 0);
      const good = ta.length === filtered.length && ta.every((x, i) => Math.abs(x - filtered[i]!) <= 1e-11 * scale || Object.is(x, filtered[i]));
      if (same && good) ok++; else console.log(f, `${name}(${args})`, same ? "" : `VALUE ${va} vs ${vo}`, good ? "" : `TANGENT ${ta} vs ${to}`);
    }
  } catch (e) { console.log(f, "!!", String((e as Error).message).slice(0, 160)); }
}
console.log({ ok, skip });
