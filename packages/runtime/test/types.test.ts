/** The types of the operators, and the messages of wrong uses, under TypeScript 6 and 4.9. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import typescript from "typescript";
import { describe, expect, test } from "vitest";

const older = createRequire(import.meta.url)("typescript-4.9") as typeof typescript;
const sources = join(import.meta.dirname, "../src");

const prelude = `
import { checkpoint, grad, hessian, hvp, jacobian, jvp, stopGradient, valueAndGrad, vjp } from "./operators";
import type { Adjoint } from "./adjoint";
import { checkGradient } from "./check-gradient";
type Same<A, B> = 0 extends 1 & A ? false : [A] extends [B] ? ([B] extends [A] ? true : false) : false;
declare function same<A, B>(...proof: Same<A, B> extends true ? [] : [found: A, wanted: B]): void;
enum Color { Red, Green }
class Vec { constructor(readonly x: number, readonly y: number, readonly label: string) {} norm(): number { return this.x; } }
interface Tree { readonly value: number; readonly name: string; readonly children: readonly Tree[] }
declare function loss(w: Float64Array, name: string, b: number): number;
declare function curve(t: number, n?: number): { x: number; ys: Float64Array; label: string };
declare function spread(first: number, ...rest: number[]): number;
declare function text(s: string): number;
declare function words(x: number): string;
declare function loss_grad(w: Float64Array, name: string, b: number): [w: Float64Array, b: number];
declare function loss_vjp(w: Float64Array, name: string, b: number, seed?: number): { value: number; grad: [w: Float64Array, b: number] };
declare function loss_jvp(w: Float64Array, name: string, b: number, wDot: Float64Array, bDot: number): { value: number; tangent: number };
declare function loss_hvp(w: Float64Array, name: string, b: number, wDot: Float64Array, bDot: number): { value: number; grad: [w: Float64Array, b: number]; hvp: [w: Float64Array, b: number] };
declare function lossInW_grad(w: Float64Array, name: string, b: number): Float64Array;
declare function curve_vjp(t: number, n: number | undefined, seed: { x: number; ys: Float64Array }): { value: ReturnType<typeof curve>; grad: [t: number, n: number | undefined] };
const w = new Float64Array(1);
`;

const right: readonly string[] = [
  "same<Adjoint<number>, number>();",
  "same<Adjoint<readonly number[]>, number[]>();",
  "same<Adjoint<Float32Array>, Float64Array>();",
  "same<Adjoint<[a: number, b: string]>, [a: number, b: undefined]>();",
  "same<Adjoint<Vec>, { x: number; y: number }>();",
  "same<Adjoint<{ readonly x: number; c: Color; m: { s: string }; k: 1 | 2; o?: number }>, { x: number; o?: number }>();",
  "same<Adjoint<string[]>, undefined>();",
  "same<Adjoint<Tree>['children'][number]['value'], number>();",
];

const declared = `
const one = grad((x: number) => x * x);
same<typeof one, (x: number) => number>();
const all = grad(loss);
same<typeof all, (w: Float64Array, name: string, b: number) => [w: Float64Array, b: number]>();
const first = grad(loss, 0);
same<ReturnType<typeof first>, Float64Array>();
const both = grad(loss, [0, 2]);
same<ReturnType<typeof both>, [w: Float64Array, b: number]>();
const absent = jacobian(curve, 1);
same<ReturnType<typeof absent>["x"], number | undefined>();
const optional = grad((x: number, y?: number) => x * (y ?? 1));
same<ReturnType<typeof optional>, [x: number, y: number | undefined]>();
const nested = grad(grad((x: number) => x * x * x))(2);
same<typeof nested, number>();
const valued = valueAndGrad(loss, 2);
same<ReturnType<typeof valued>, { value: number; grad: number }>();
const forward = jvp(curve)([1, 2], [1, 0]);
same<typeof forward.tangent, { x: number; ys: Float64Array }>();
const reverse = vjp(loss);
same<Parameters<typeof reverse>, [w: Float64Array, name: string, b: number, seed?: number]>();
const matrix = hessian((x: number, y: number) => x * y);
same<ReturnType<typeof matrix>, [x: [x: number, y: number], y: [x: number, y: number]]>();
const rows = jacobian((x: number[]) => new Float64Array(x));
same<ReturnType<typeof rows>, number[][]>();
const column = jacobian((x: number) => new Float64Array([x]));
same<ReturnType<typeof column>, Float64Array>();
const product = hvp(loss)([new Float64Array(1), "a", 1], [new Float64Array(1), 0]);
same<typeof product, { value: number; grad: [w: Float64Array, b: number]; hvp: [w: Float64Array, b: number] }>();
const listed = grad(spread)(1, 2, 3);
same<typeof listed, [number, number[]]>();
same<ReturnType<typeof checkpoint<[x: number], number>>, (x: number) => number>();
checkGradient(loss, loss_grad, [w, "a", 1]);
checkGradient(loss, loss_vjp, [w, "a", 1], { tolerance: 1e-8 });
checkGradient(loss, { grad: loss_grad, vjp: loss_vjp, jvp: loss_jvp, hvp: loss_hvp }, [w, "a", 1]);
checkGradient(loss, lossInW_grad, [w, "a", 1], { wrt: 0 });
checkGradient(curve, curve_vjp, [1, 2]);
checkGradient(curve, curve_vjp, [1]);
const stopped: number[] = stopGradient([1, 2]);
void stopped;
`;

const wrong: readonly (readonly [string, RegExp])[] = [
  ["grad(text);", /"adgen: no parameter of this function holds numbers that could carry a derivative"/],
  ["jvp(words);", /"adgen: the result of this function holds no numbers that could carry a derivative"/],
  ["grad(curve);", /not assignable to type 'number'/],
  ["grad(loss, 1);", /"adgen: there is no parameter of this index that holds numbers \(the first is 0\)"/],
  ["grad(loss, 7);", /"adgen: there is no parameter of this index that holds numbers \(the first is 0\)"/],
  ["grad(loss)(new Float64Array(1), 'a');", /Expected 3 arguments, but got 2/],
  [
    "jvp(loss)([new Float64Array(1), 'a', 1], [new Float64Array(1)]);",
    /Source has 1 element\(s\) but target requires 2/,
  ],
  ["vjp(curve)(1, 2);", /Expected 3 arguments, but got 2/],
  ["checkGradient(loss, loss_grad, [w, 1]);", /Type 'number' is not assignable to type 'string'/],
  ["checkGradient(loss, lossInW_grad, [w, 'a', 1]);", /is not assignable/],
  ["checkGradient(loss, { grad: loss_vjp }, [w, 'a', 1]);", /is not assignable/],
  ["checkGradient(loss, { jvp: loss_grad }, [w, 'a', 1]);", /is not assignable/],
  ["checkGradient(loss, loss_grad, [w, 'a', 1], { tolerence: 1 });", /'tolerence' does not exist/],
  ["const g: (x: string) => number = grad((x: number) => x);", /Type '.*' is not assignable/],
];

describe.each([
  ["6", typescript],
  ["4.9", older],
] as const)("TypeScript %s", (version, ts) => {
  const isOld = version === "4.9";

  function messages(statements: string): readonly string[] {
    const file = join(sources, "use.ts");
    const options: typescript.CompilerOptions = {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: isOld ? ts.ScriptTarget.ES2022 : ts.ScriptTarget.ES2024,
      module: ts.ModuleKind.ESNext,
      moduleResolution: isOld ? 2 : ts.ModuleResolutionKind.Bundler,
      types: [],
    };
    const host = ts.createCompilerHost(options);
    const fromDisk = host.getSourceFile.bind(host);
    host.getSourceFile = (name, ...rest) => {
      const own = name === file ? `${prelude}${statements}` : undefined;
      // 4.9 follows no import that ends in `.ts`.
      const shared =
        own === undefined && name.startsWith(sources) ? readFileSync(name, "utf8").replaceAll('.ts"', '"') : undefined;
      const found = own ?? shared;
      return found === undefined ? fromDisk(name, ...rest) : ts.createSourceFile(name, found, rest[0], true);
    };
    const onDisk = host.fileExists.bind(host);
    host.fileExists = (name) => name === file || onDisk(name);
    const program = ts.createProgram({ rootNames: [file], options, host });
    const source = program.getSourceFile(file);
    return program
      .getSemanticDiagnostics(source)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  }

  test("every operator gives what CONTRACT says", () => {
    expect(messages(`${right.join("\n")}\n${declared}`)).toEqual([]);
  }, 60_000);

  test("a wrong use is a readable error", () => {
    for (const [statement, message] of wrong) {
      const found = messages(statement);
      expect(found.join("\n"), statement).toMatch(message);
    }
  }, 120_000);

  test("a wrong expectation is noticed", () => {
    expect(messages("same<Adjoint<number>, string>();")).toHaveLength(1);
  }, 60_000);
});
