/**
 * Judges a program by independent oracles: what its derivatives give as value, arguments, exceptions and effects is what the program itself gives,
 * to the bit; the tangent is that of the dual numbers, and of differences where the program is smooth; tangent and adjoint agree; and at order
 * two so do all four compositions of modes.
 */
import { compile } from "@adgen/transformer";
import type ts from "typescript";
import type { Parameter, Program } from "../generate/program.ts";
import { dualModule, lift } from "../oracle/oracle.ts";
import { compositions, withCompositions } from "./compositions.ts";
import { differencesOf } from "./differences.ts";
import { agree, floorOf } from "./floor.ts";
import { differenceOf, load, run, same, watched } from "./run.ts";
import type { Module, Outcome } from "./run.ts";
import { direction, dot, eachPair, numbers, tangentsOf, valuesOf } from "./shapes.ts";

export type Verdict =
  /** Some derivative entry is finite and not 0, and all oracles agree. */
  | { readonly kind: "counted"; readonly text: string }
  | { readonly kind: "trivial" | "throws" | "not finite"; readonly text: string }
  | {
      readonly kind: "refused";
      readonly reasons: readonly { readonly code: string; readonly message: string; readonly at: string }[];
    }
  | { readonly kind: "wrong"; readonly finding: string };

/** Faults of the compiler's own, and programs that are not the language's: a fault of the generator. */
const isFault = (code: string): boolean => code.startsWith("AD9") || ["AD2028", "AD1002", "AD1001"].includes(code);

interface Setting {
  readonly program: Program;
  readonly module: Module;
  readonly dual: Module;
  /** Positions of the parameters that are written, in the order of their trailing adjoints. */
  readonly written: readonly number[];
}

/** What is compiled of a program: with marks, and with the compositions of modes at order two. */
export function markedText(program: Program): string {
  const marked = program.text.replace(
    "// @differentiable",
    `// @differentiable modes: jvp, vjp${program.isOrderTwo ? ", hvp" : ""}`,
  );
  return program.isOrderTwo ? withCompositions(marked, program.parameters) : marked;
}

/** The name under which a program's text stands among others. */
export function fileNameOf({ seed }: Pick<Program, "seed">): string {
  return `/program-${seed}.ts`;
}

/** One of so many is compiled the second time without a program around it. */
const alone = 8;

/** `around` holds the text that is compiled. */
export function judge(program: Program, around: ts.Program): Verdict {
  const text = markedText(program);
  const fileName = fileNameOf(program);
  let compiled;
  try {
    compiled = compile(text, { fileName, program: around, verify: true });
    const again = compile(text, program.seed % alone === 0 ? { fileName } : { fileName, program: around });
    if (again.code !== compiled.code) return { kind: "wrong", finding: "compiled twice, the texts differ" };
  } catch (error) {
    return { kind: "wrong", finding: `the compiler throws: ${String(error)}` };
  }
  const errors = compiled.diagnostics.filter(({ severity }) => severity === "error");
  const fault = errors.find(({ code }) => isFault(code));
  if (fault) return { kind: "wrong", finding: `${fault.code} ${fault.message} (line ${fault.span.line})` };
  if (errors.length > 0) {
    const reasons = errors.map(({ code, message, span }) => ({
      code,
      message,
      at: text.slice(span.start, span.start + span.length),
    }));
    return { kind: "refused", reasons };
  }
  const inputs = program.inputs
    .map((input, i) => `export function arguments${i}() {\nreturn [${input}];\n}`)
    .join("\n");
  let module: Module;
  try {
    module = load(`${compiled.code}\n${inputs}`);
  } catch (error) {
    return { kind: "wrong", finding: `the text does not run: ${String(error)}` };
  }
  const dual = dualModule(`${program.text}\n${inputs}`, { console: watched });
  const setting: Setting = { program, module, dual, written: writtenOf(compiled.code, program.parameters) };
  let best: Exclude<Verdict, { kind: "refused" }> = { kind: "trivial", text: compiled.code };
  for (const [i, input] of program.inputs.entries()) {
    const verdict = judgeAt(setting, `arguments${i}`);
    if (typeof verdict === "object") return { kind: "wrong", finding: `f(${input}): ${verdict.finding}` };
    if (verdict === "counted" || best.kind === "trivial") best = { kind: verdict, text: compiled.code };
  }
  return best;
}

/** The trailing adjoints of `f_vjp` name the parameters that are written. */
function writtenOf(code: string, parameters: readonly Parameter[]): readonly number[] {
  const [, head = ""] = /export function f_vjp\(([\s\S]*?)\n?\)(?:: |: \{| \{)/.exec(code) ?? [];
  const after = head.slice(head.search(/\bseed\w*\b/));
  return parameters.flatMap(({ name }, i) =>
    new RegExp(`\\b${name}Bar\\d*\\??[:=]|\\b${name}Bar\\d*\\?? ?[:=]`).test(after) ? [i] : [],
  );
}

function judgeAt(
  setting: Setting,
  make: string,
): "counted" | "trivial" | "throws" | "not finite" | { readonly finding: string } {
  const { module, dual, program } = setting;
  const { parameters } = program;
  const args = (): unknown[] => module[make]!() as unknown[];
  const active = <T>(all: readonly T[]): T[] => all.filter((_, i) => parameters[i]!.isDifferentiable);
  const spread = (all: unknown[]): unknown[] =>
    parameters.at(-1)?.isRest ? [...all.slice(0, -1), ...(all.at(-1) as unknown[])] : all;
  const v = args().map((arg) => direction(arg, 0));
  const own = run((...all) => module["f"]!(...spread(all)), args());
  // Where the program throws, nobody looks at the seed.
  const seed = program.result === "number" ? 1 : own.thrown.length > 0 ? {} : direction(own.value, 3);
  const vDots = structuredClone(v);
  const forward = run(module["f_jvp"]!, [...args(), ...active(vDots)]);
  const reverse = run(module["f_vjp"]!, [...args(), structuredClone(seed)]);
  for (const [mode, outcome] of [
    ["jvp", forward],
    ["vjp", reverse],
  ] as const) {
    const difference = differenceOf(own, outcome);
    if (difference !== undefined) return { finding: `${mode}: ${difference}` };
  }
  if (own.thrown.length > 0) return "throws";
  const { tangent } = forward.value as { readonly tangent: unknown };
  const { grad } = reverse.value as { readonly grad: unknown };
  const duals = (): { readonly result: unknown; readonly args: readonly unknown[]; readonly outcome: Outcome } => {
    const lifted = (dual[make]!() as unknown[]).map((arg, i) =>
      parameters[i]!.isDifferentiable ? lift(arg, v[i], 1) : arg,
    );
    const outcome = run((...all) => dual["f"]!(...spread(all)), lifted);
    return { result: outcome.value, args: lifted, outcome };
  };
  const expected = duals();
  if (expected.outcome.thrown.length > 0) return { finding: `the oracle throws ${String(expected.outcome.thrown[0])}` };
  const plainly = valuesOf(expected.result);
  if (!same(plainly, flat(own.value)))
    return { finding: `the oracle's value is ${String(plainly)}, not ${String(own.value)}` };
  if (!numbers(own.value).every(Number.isFinite)) return "not finite";
  const of = (found: ReturnType<typeof duals>): unknown => [
    tangentsOf(found.result, 1),
    setting.written.map((i) => tangentsOf(found.args[i], 1)),
  ];
  const exact = of(expected);
  const given = [tangent, setting.written.map((i) => vDots[i])];
  const values = [flat(own.value), setting.written.map((i) => flat(own.args[i]))];
  const mismatch = compare(exact, withoutUnknown(given, values, exact), () => floorOf(() => numbers(of(duals()))));
  if (mismatch !== undefined) return { finding: `tangent ${mismatch}` };
  if (![exact, given, grad].every((shape) => numbers(shape).every(Number.isFinite))) return "not finite";
  const vs = active(v);
  const products = adjointsAgree(setting, {
    args,
    seed,
    grad,
    exact,
    vs: vs.length === 1 ? vs[0] : vs,
    floor: () => floorOf(() => numbers(of(duals()))),
  });
  if (products !== undefined) return { finding: products };
  const smooth = differencesOf({ dual, make, v, parameters, spread });
  if (smooth !== undefined && typeof tangent === "number" && !(Math.abs(smooth.value - tangent) <= smooth.error)) {
    return { finding: `tangent ${tangent}, by differences ${smooth.value}` };
  }
  if (program.isOrderTwo) {
    const second = orderTwo(setting, make, args, v);
    if (second !== undefined) return { finding: second };
  }
  return numbers(grad).some((g) => g !== 0) ? "counted" : "trivial";
}

/** Typed arrays and instances as the lists and records that the oracle's values are told apart by. */
function flat(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return [...(value as unknown as Iterable<unknown>)].map(flat);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, flat(item)]));
}

/**
 * What was given, but what is exact where value and tangent are both NaN: an element that is not there has no tangent, what it is reckoned with is
 * NaN, and the value says so already.
 */
function withoutUnknown(given: unknown, values: unknown, exact: unknown): unknown {
  if (typeof given === "number") return Number.isNaN(given) && Number.isNaN(values) ? exact : given;
  if (typeof given !== "object" || given === null) return given;
  const [value, known] = [values, exact].map((shape) => (shape ?? {}) as Record<string, unknown>);
  const parts = Object.entries(given).map(
    ([key, item]) => [key, withoutUnknown(item, value![key], known![key])] as const,
  );
  return Object.fromEntries(parts);
}

/** The first place where two shapes of numbers differ by more than rounding. */
function compare(exact: unknown, given: unknown, floor: () => readonly number[]): string | undefined {
  let at = -1;
  let floors: readonly number[] | undefined;
  let found: string | undefined;
  eachPair(exact, given, (x, y) => {
    at++;
    if (found !== undefined || agree(x, y)) return;
    floors ??= floor();
    if (!(Math.abs(x - y) <= (floors[at] ?? 0))) found = `${y}, by duals ${x}`;
  });
  return found;
}

interface Products {
  readonly args: () => unknown[];
  readonly seed: unknown;
  readonly grad: unknown;
  readonly exact: unknown;
  readonly vs: unknown;
  readonly floor: () => readonly number[];
}

/** ⟨grad, v⟩ is ⟨seed, tangent⟩; with adjoints of what written parameters end as, ⟨those, their tangents⟩ comes on top. */
function adjointsAgree(
  { module, written }: Setting,
  { args, seed, grad, exact, vs, floor }: Products,
): string | undefined {
  const [result, finals] = exact as [unknown, readonly unknown[]];
  const check = (
    what: string,
    gradient: unknown,
    parts: readonly (readonly [unknown, unknown])[],
  ): string | undefined => {
    const left = dot(vs, gradient);
    const right = parts.map(([a, b]) => dot(a, b));
    const sum = right.reduce((total, part) => total + part.sum, 0);
    const size = left.size + right.reduce((total, part) => total + part.size, 0);
    if (!Number.isFinite(left.sum) || !Number.isFinite(sum)) return undefined;
    if (agree(left.sum, sum) || Math.abs(left.sum - sum) <= 1e-14 * size) return undefined;
    const rounding = floor().reduce((total, part) => total + part, 0);
    return Math.abs(left.sum - sum) <= rounding
      ? undefined
      : `${what}: <grad, v> is ${left.sum}, <seed, tangent> ${sum}`;
  };
  const first = check("adjoint", grad, [[seed, result]]);
  if (first !== undefined || written.length === 0) return first;
  const probe = args();
  const own = run(module["f_vjp"]!, [...probe, structuredClone(seed)]);
  const trailing = written.map((i) => direction(own.args[i], 7 + i));
  const kept = structuredClone(trailing);
  const again = run(module["f_vjp"]!, [...args(), structuredClone(seed), ...trailing]);
  if (again.thrown.length > 0) return `vjp with trailing adjoints throws ${String(again.thrown[0])}`;
  if (!same(kept, trailing)) return "vjp writes into a trailing adjoint";
  const { grad: gradient } = again.value as { readonly grad: unknown };
  return check("adjoint with trailing adjoints", gradient, [
    [seed, result],
    ...written.map((_, k) => [finals[k], trailing[k]] as const),
  ]);
}

/** H v and w·H v by `f_hvp` and by each composition, and by duals of duals. */
function orderTwo(
  { program, module, dual }: Setting,
  make: string,
  args: () => unknown[],
  v: readonly unknown[],
): string | undefined {
  const w = args().map((arg) => direction(arg, 5));
  const one = (list: readonly unknown[]): unknown => (list.length === 1 ? list[0] : list);
  const nested = (): number => {
    const lifted = (dual[make]!() as unknown[]).map((arg, i) => lift(lift(arg, v[i], 1), w[i], 2));
    const { value } = run(dual["f"]!, lifted);
    return numbers(tangentsOf(value, 2, 1))[0] ?? 0;
  };
  const exact = nested();
  if (!Number.isFinite(exact)) return undefined;
  const copy = (list: readonly unknown[]): unknown[] => structuredClone([...list]);
  const ways: [string, () => unknown, unknown][] = [
    ["hvp", () => (module["f_hvp"]!(...args(), ...copy(v)) as { readonly hvp: unknown }).hvp, one(w)],
    ...compositions.map((name): [string, () => unknown, unknown] => {
      const contract = name === "forwardOverForward" ? undefined : name === "forwardOverReverse" ? one(v) : one(w);
      return [name, () => module[name]!(...args(), ...copy(v), ...copy(w)), contract];
    }),
  ];
  let floor: number | undefined;
  for (const [name, compute, contract] of ways) {
    const { value, thrown } = run(compute, []);
    if (thrown.length > 0) return `${name} throws ${String(thrown[0])}`;
    const { sum, size } =
      contract === undefined ? { sum: value as number, size: Math.abs(value as number) } : dot(contract, value);
    if (!Number.isFinite(sum)) {
      if (numbers(value).every(Number.isFinite)) continue;
      return undefined;
    }
    if (agree(sum, exact, 1e-10) || Math.abs(sum - exact) <= 1e-13 * size) continue;
    floor ??= floorOf(() => [nested()])[0]!;
    if (!(Math.abs(sum - exact) <= floor)) return `${name}: <w, H v> is ${sum}, by duals ${exact} (floor ${floor})`;
  }
  void program;
  return undefined;
}
