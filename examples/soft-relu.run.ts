/**
 * Expression swell: the same nest as one formula, differentiated by mathjs and by adgen. The symbolic derivative repeats every inner
 * formula at each level; the adjoint computes it once.
 */
import assert from "node:assert/strict";
import { compile } from "@adgen/transformer";
import { derivative, type MathNode } from "mathjs";
import { softRelu_grad, softRelu_vjp } from "./soft-relu.ad.ts";
import { closeTo } from "./support/close-to.ts";

/** The chain rule by hand: the product of the logistic function along the way. */
function slopeByHand(x: number, n: number): number {
  let [y, slope] = [x, 1];
  for (let i = 0; i < n; i++) {
    slope *= 1 / (1 + Math.exp(-y));
    y = Math.log(1 + Math.exp(y));
  }
  return slope;
}

const nested = (n: number, log: string, exp: string): string => {
  let text = "x";
  for (let i = 0; i < n; i++) text = `${log}(1 + ${exp}(${text}))`;
  return text;
};

/** What adgen writes for the nest as one formula: characters, and operations (operators and calls). */
function emitted(n: number): { size: number; operations: number } {
  const source = `export function f(x: number): number {\n  return ${nested(n, "Math.log", "Math.exp")};\n}\n`;
  const { code, diagnostics } = compile(`// @differentiable modes: vjp\n${source}`, { fileName: "nest.ts" });
  assert.deepEqual(
    diagnostics.filter(({ severity }) => severity === "error"),
    [],
  );
  const body = code.slice(code.indexOf("function f_vjp")).replace(/\/\/.*$/gm, "");
  return { size: body.length, operations: body.match(/ [-+*/] |Math\.\w+\(/g)?.length ?? 0 };
}

function symbolic(n: number): { size: number; operations: number; slope: (x: number) => number } {
  // Simplified it would be a few characters shorter at each level, and take time that doubles with each.
  const found: MathNode = derivative(nested(n, "log", "exp"), "x", { simplify: false });
  let operations = 0;
  found.traverse((node) => {
    if (node.type === "OperatorNode" || node.type === "FunctionNode") operations++;
  });
  const code = found.compile();
  return { size: found.toString().length, operations, slope: (x) => Number(code.evaluate({ x })) };
}

const x = 0.7;
const depths = [1, 2, 4, 8, 16];
const ours = depths.map(emitted);
const theirs = depths.map(symbolic);

console.log("derivative of log(1 + exp(·)) nested n times: characters and operations");
console.log("   n      adgen             mathjs");
for (const [i, n] of depths.entries()) {
  const columns = [n, ours[i]!.size, ours[i]!.operations, theirs[i]!.size, theirs[i]!.operations];
  console.log(columns.map((c, k) => String(c).padStart(k === 0 ? 4 : 9)).join(""));
  closeTo(softRelu_grad(x, n), slopeByHand(x, n));
  closeTo(theirs[i]!.slope(x), slopeByHand(x, n));
  closeTo(softRelu_vjp(x, n).grad, slopeByHand(x, n));
}

// From 8 to 16 a linear size doubles; the symbolic one grows with the square.
const growth = (counts: readonly { size: number; operations: number }[], key: "size" | "operations"): number =>
  counts[4]![key] / counts[3]![key];
for (const key of ["size", "operations"] as const) {
  assert.ok(growth(ours, key) < 2.3, `adgen's ${key} grow by ${growth(ours, key)}`);
  assert.ok(growth(theirs, key) > 3, `the symbolic ${key} grow by ${growth(theirs, key)}`);
}
