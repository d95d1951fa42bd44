/**
 * Judges a program by independent oracles: what its derivatives give as value, arguments and exceptions is what the program itself gives, to the
 * bit; the tangent is that of the dual numbers; tangent and adjoint agree; and at order two the product with the Hessian is the tangent of
 * the gradient, symmetric.
 */
import { stripTypeScriptTypes } from "node:module";
import { compile } from "@adgen/transformer";
import type { Program } from "./generate/program.ts";
import { raw } from "./oracle/dual.ts";
import { dualModule, lift, numbersOf } from "./oracle/oracle.ts";

export type Verdict =
  /** Some derivative entry is finite and not 0, and all oracles agree. */
  | { readonly kind: "counted" }
  | { readonly kind: "trivial" | "throws" | "not finite" }
  | { readonly kind: "refused"; readonly codes: readonly string[] }
  | { readonly kind: "wrong"; readonly finding: string };

type Module = Readonly<Record<string, (...args: unknown[]) => unknown>>;

interface Outcome {
  readonly value: unknown;
  readonly thrown: unknown;
  readonly args: readonly unknown[];
}

export function judge({ text, inputs }: Program): Verdict {
  let compiled;
  try {
    compiled = compile(text.replace("// @differentiable", "// @differentiable modes: jvp, vjp, hvp"), {
      fileName: "program.ts",
      verify: true,
    });
  } catch (error) {
    return { kind: "wrong", finding: `the compiler throws: ${String(error)}` };
  }
  const errors = compiled.diagnostics.filter(({ severity }) => severity === "error");
  const fault = errors.find(
    ({ code }) => code.startsWith("AD9") || code === "AD2028" || code === "AD1002" || code === "AD1001",
  );
  if (fault) return { kind: "wrong", finding: `${fault.code} ${fault.message}` };
  if (errors.length > 0) return { kind: "refused", codes: [...new Set(errors.map(({ code }) => code))] };
  let module: Module;
  try {
    module = load(compiled.code);
  } catch (error) {
    return { kind: "wrong", finding: `the text does not run: ${String(error)}` };
  }
  const dual = dualModule(text);
  let best: Verdict = { kind: "trivial" };
  for (const input of inputs) {
    const verdict = judgeAt(module, dual, input);
    if (verdict.kind === "wrong") return { ...verdict, finding: `f(${input}): ${verdict.finding}` };
    if (verdict.kind === "counted") best = verdict;
    else if (best.kind === "trivial") best = verdict;
  }
  return best;
}

function load(code: string): Module {
  const names: string[] = [];
  const plain = stripTypeScriptTypes(code).replaceAll(
    /^export (function|class|const|let) (\w+)/gm,
    (_, kind: string, name: string) => {
      names.push(name);
      return `${kind} ${name}`;
    },
  );
  return (new Function(`"use strict";\n${plain}\nreturn { ${names.join(", ")} };`) as () => Module)();
}

function run(f: (...args: unknown[]) => unknown, args: unknown[]): Outcome {
  try {
    return { value: f(...args), thrown: undefined, args };
  } catch (error) {
    return { value: undefined, thrown: error, args };
  }
}

function judgeAt(module: Module, dual: Module, input: string): Verdict {
  const args = (): unknown[] => new Function(`return [${input}]`)() as unknown[];
  let at = 0;
  const direction = (value: unknown, seed: number): unknown => mapped(value, () => Math.sin(1.7 * ++at + seed));
  const v = args().map((arg) => direction(arg, 0));
  const w = args().map((arg) => direction(arg, 5));
  const primal = run(module["f"]!, args());
  const forward = run(module["f_jvp"]!, [...args(), ...copies(v)]);
  const reverse = run(module["f_vjp"]!, [...args(), 1]);
  for (const [mode, outcome] of [
    ["jvp", forward],
    ["vjp", reverse],
  ] as const) {
    const difference = differenceOf(primal, outcome);
    if (difference !== undefined) return { kind: "wrong", finding: `${mode}: ${difference}` };
  }
  if (primal.thrown !== undefined) return { kind: "throws" };
  const result = forward.value as { readonly value: number; readonly tangent: number };
  const both = reverse.value as { readonly value: number; readonly grad: unknown };
  if (!Number.isFinite(result.value) || Math.abs(result.value) > 1e8) return { kind: "not finite" };
  const lifted = args().map((arg, i) => lift(arg, v[i], 1));
  const [expected] = numbersOf(dual["f"]!(...lifted), 1);
  if (!expected || !Object.is(expected.value, result.value)) {
    return { kind: "wrong", finding: `the oracle's value is ${expected?.value}, not ${result.value}` };
  }
  const exact = raw(expected.tangent);
  const [grad, directions] = [numbers(both.grad), numbers(v)];
  if (!Number.isFinite(exact) || !grad.every(Number.isFinite)) {
    const isSame = Number.isFinite(exact) === Number.isFinite(result.tangent);
    return isSame ? { kind: "not finite" } : { kind: "wrong", finding: `tangent ${result.tangent}, by duals ${exact}` };
  }
  const size = grad.reduce((sum, g, i) => sum + Math.abs(g * directions[i]!), 0);
  // A derivative that cancels below the rounding of what it is made of carries no digits.
  const scale = Math.max(size, Math.abs(exact), 1e-2 * (1 + Math.abs(result.value)));
  if (Math.abs(result.tangent - exact) > 1e-11 * scale) {
    return { kind: "wrong", finding: `tangent ${result.tangent}, by duals ${exact}` };
  }
  const dot = grad.reduce((sum, g, i) => sum + g * directions[i]!, 0);
  if (Math.abs(dot - result.tangent) > 1e-11 * scale) {
    return { kind: "wrong", finding: `<grad, v> is ${dot}, the tangent ${result.tangent}` };
  }
  const second = orderTwo(module, dual, args, v, w);
  if (second !== undefined) return { kind: "wrong", finding: second };
  return grad.some((g) => g !== 0) ? { kind: "counted" } : { kind: "trivial" };
}

/** <w, H v> by the compiler, and by duals of duals. */
function orderTwo(
  module: Module,
  dual: Module,
  args: () => unknown[],
  v: readonly unknown[],
  w: readonly unknown[],
): string | undefined {
  const product = (along: readonly unknown[]): Outcome => run(module["f_hvp"]!, [...args(), ...copies(along)]);
  const [hv, hw] = [product(v), product(w)];
  if (hv.thrown !== undefined) return `hvp throws ${String(hv.thrown)}`;
  const [a, b] = [hv, hw].map(({ value }) => numbers((value as { readonly hvp: unknown }).hvp)) as [number[], number[]];
  const [left, right] = [numbers(w), numbers(v)];
  if (![...a, ...b].every(Number.isFinite)) return undefined;
  const dot = (x: readonly number[], y: readonly number[]): number =>
    x.reduce((sum, value, i) => sum + value * y[i]!, 0);
  const size =
    a.reduce((sum, value, i) => sum + Math.abs(value * left[i]!), 0) +
    b.reduce((sum, value, i) => sum + Math.abs(value * right[i]!), 0) +
    // Second derivatives that cancel below the rounding of first ones carry no digits.
    1e-5 * (1 + Math.abs((hv.value as { readonly value: number }).value));
  const [wHv, vHw] = [dot(left, a), dot(right, b)];
  if (Math.abs(wHv - vHw) > 1e-9 * size) return `the Hessian is not symmetric: ${wHv}, ${vHw}`;
  const nested = args().map((arg, i) => lift(lift(arg, v[i], 1), w[i], 2));
  const result = dual["f"]!(...nested);
  const [outer] = numbersOf(result, 2);
  const [inner] = numbersOf(outer?.tangent ?? 0, 1);
  const exact = raw(inner?.tangent ?? 0);
  if (Number.isFinite(exact) && Math.abs(exact - wHv) > 1e-8 * Math.max(size, Math.abs(exact)))
    return `<w, H v> is ${wHv}, by duals ${exact}`;
  return undefined;
}

/** Tangents of written parameters are updated in place. */
function copies(values: readonly unknown[]): unknown[] {
  return values.map((value) => structuredClone(value));
}

function differenceOf(primal: Outcome, other: Outcome): string | undefined {
  const isThrown = primal.thrown !== undefined;
  if (isThrown !== (other.thrown !== undefined))
    return `throws ${String(other.thrown)}, the program ${String(primal.thrown)}`;
  if (isThrown && String(primal.thrown) !== String(other.thrown))
    return `throws ${String(other.thrown)}, not ${String(primal.thrown)}`;
  const value = (other.value as { readonly value?: unknown } | undefined)?.value;
  if (!isThrown && !same(primal.value, value)) return `the value is ${String(value)}, not ${String(primal.value)}`;
  for (const [i, arg] of primal.args.entries()) {
    if (!same(arg, other.args[i]))
      return `argument ${i} ends as ${JSON.stringify(other.args[i])}, not ${JSON.stringify(arg)}`;
  }
  return undefined;
}

function same(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return Object.is(a, b);
  const [x, y] = [Object.entries(a), Object.entries(b)];
  return x.length === y.length && x.every(([key, value]) => same(value, (b as Record<string, unknown>)[key]));
}

function mapped(value: unknown, next: () => number): unknown {
  if (typeof value === "number") return next();
  if (value instanceof Float64Array) return value.map(next);
  if (Array.isArray(value)) return value.map((item) => mapped(item, next));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapped(item, next)]));
}

function numbers(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (typeof value !== "object" || value === null) return [];
  return (ArrayBuffer.isView(value) ? [...(value as Float64Array)] : Object.values(value)).flatMap(numbers);
}
