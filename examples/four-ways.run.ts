/** One gradient in four ways: by hand, by differences, symbolically, and by both modes of adgen. */
import assert from "node:assert/strict";
import { derivative } from "mathjs";
import { f_jvp, f_vjp } from "./four-ways.ad.ts";
import { f } from "./four-ways.ts";

type Gradient = readonly [number, number, number];
const point = [1.1, 0.7, 1.9] as const;

function byHand(x: number, y: number, z: number): Gradient {
  const r = Math.sqrt(x * x + y * y + z * z);
  const [e, s, c] = [Math.exp(-r), Math.sin(x * y), Math.cos(x * y)];
  const along = (u: number): number => (u / r) * (-e * s - z ** 3 / (r * r));
  return [along(x) + e * c * y, along(y) + e * c * x, along(z) + (3 * z * z) / r];
}

function byDifferences(h: number): (x: number, y: number, z: number) => Gradient {
  return (x, y, z) => [
    (f(x + h, y, z) - f(x - h, y, z)) / (2 * h),
    (f(x, y + h, z) - f(x, y - h, z)) / (2 * h),
    (f(x, y, z + h) - f(x, y, z - h)) / (2 * h),
  ];
}

const formula = "exp(-sqrt(x^2 + y^2 + z^2)) * sin(x * y) + z^3 / sqrt(x^2 + y^2 + z^2)";
const partials = ["x", "y", "z"].map((name) => derivative(formula, name).compile());
const symbolically = (x: number, y: number, z: number): Gradient =>
  partials.map((partial) => Number(partial.evaluate({ x, y, z }))) as unknown as Gradient;

const forward = (x: number, y: number, z: number): Gradient => [
  f_jvp(x, y, z, 1, 0, 0).tangent,
  f_jvp(x, y, z, 0, 1, 0).tangent,
  f_jvp(x, y, z, 0, 0, 1).tangent,
];
const reverse = (x: number, y: number, z: number): Gradient => f_vjp(x, y, z).grad;

const exact = byHand(...point);

/** The largest relative error of a component. */
function errorOf(gradient: (x: number, y: number, z: number) => Gradient): number {
  const found = gradient(...point);
  return Math.max(...found.map((g, i) => Math.abs(g - exact[i]!) / Math.abs(exact[i]!)));
}

/** Time of a gradient, in times of the function itself: the least of several rounds. */
function costOf(gradient: (x: number, y: number, z: number) => unknown): number {
  const rounds = Array.from({ length: 7 }, () => {
    const begin = performance.now();
    for (let i = 0; i < 20_000; i++) gradient(point[0] + i * 1e-9, point[1], point[2]);
    return performance.now() - begin;
  });
  return Math.min(...rounds);
}
const unit = costOf(f);

function row(name: string, gradient: (x: number, y: number, z: number) => Gradient, note = ""): number {
  const error = errorOf(gradient);
  console.log(`${name.padEnd(24)}${error.toExponential(1).padStart(8)}${(costOf(gradient) / unit).toFixed(1).padStart(8)}${note}`);
  return error;
}

console.log("                           error    cost   (relative error; times the function)");
row("by hand", byHand);
const steps = [1e-1, 1e-3, 1e-5, 1e-7, 1e-9, 1e-11, 1e-13];
const errors = steps.map((h) => row(`differences, h = ${h.toExponential(0)}`, byDifferences(h)));
const symbolicError = row("symbolic (mathjs)", symbolically, "   interpreted");
const forwardError = row("adgen, forward (3 ×)", forward);
const reverseError = row("adgen, reverse", reverse);

// The V: truncation falls with h², rounding rises with 1/h.
const best = errors.indexOf(Math.min(...errors));
assert.ok(best > 0 && best < errors.length - 1);
assert.ok(errors[0]! > 1e-3 && errors.at(-1)! > 1e-4 && errors[best]! > 1e-13);
assert.ok(symbolicError < 1e-13 && forwardError < 1e-14 && reverseError < 1e-14);
