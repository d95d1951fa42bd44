/**
 * The gradient and the Hessian against the textbook (Rasmussen and Williams, 2006, section 5.4.1): with C the covariance, A its inverse
 * and a = A y, ∂ᵢL = ½ aᵀ ∂ᵢC a − ½ tr(A ∂ᵢC), and differentiated once more.
 */
import { logLikelihood_grad, logLikelihood_hessian } from "./gaussian-process.ad.ts";
import { logLikelihood } from "./gaussian-process.ts";
import type { Kernel } from "./gaussian-process.ts";
import { closeTo } from "./support/close-to.ts";

type Matrix = readonly (readonly number[])[];
const names = ["logLength", "logAmplitude", "logNoise"] as const;
const kernel: Kernel = { logLength: -0.2, logAmplitude: 0.3, logNoise: -1.1 };
const xs = [0, 0.3, 0.9, 1.4, 2.2, 2.9, 3.1, 4.6];
const ys = xs.map((x) => Math.sin(2 * x) + 0.2 * x);

const multiply = (a: Matrix, b: Matrix): number[][] =>
  a.map((row) => b[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)));
const trace = (a: Matrix): number => a.reduce((sum, row, i) => sum + row[i]!, 0);
const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const times = (a: Matrix, x: readonly number[]): number[] => a.map((row) => dot(row, x));

/** By elimination with pivoting. */
function inverse(a: Matrix): number[][] {
  const n = a.length;
  const rows = a.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let c = 0; c < n; c++) {
    const pivot = rows.slice(c).reduce((best, row, i) => (Math.abs(row[c]!) > Math.abs(rows[best]![c]!) ? c + i : best), c);
    [rows[c], rows[pivot]] = [rows[pivot]!, rows[c]!];
    const scale = rows[c]![c]!;
    rows[c] = rows[c]!.map((value) => value / scale);
    for (let r = 0; r < n; r++) {
      if (r === c) continue;
      const factor = rows[r]![c]!;
      rows[r] = rows[r]!.map((value, j) => value - factor * rows[c]![j]!);
    }
  }
  return rows.map((row) => row.slice(n));
}

// The covariance with its first and second derivatives by the logarithms.
const { exp } = Math;
const [length, variance, noise] = [exp(kernel.logLength), exp(2 * kernel.logAmplitude), exp(2 * kernel.logNoise)];
const table = (of: (smooth: number, u: number, same: number) => number): Matrix =>
  xs.map((x, i) =>
    xs.map((other, j) => {
      const u = ((x - other) / length) ** 2;
      return of(variance * exp(-0.5 * u), u, i === j ? noise : 0);
    }),
  );
const zero = table(() => 0);
const c = table((k, _, same) => k + same);
const first = { logLength: table((k, u) => k * u), logAmplitude: table((k) => 2 * k), logNoise: table((_, __, same) => 2 * same) };
const second = {
  logLength: { logLength: table((k, u) => k * u * (u - 2)), logAmplitude: table((k, u) => 2 * k * u), logNoise: zero },
  logAmplitude: { logLength: table((k, u) => 2 * k * u), logAmplitude: table((k) => 4 * k), logNoise: zero },
  logNoise: { logLength: zero, logAmplitude: zero, logNoise: table((_, __, same) => 4 * same) },
};
const a = inverse(c);
const solved = times(a, ys);

const gradient = logLikelihood_grad(kernel, xs, ys);
const hessian = logLikelihood_hessian(kernel, xs, ys);
console.log(`log likelihood ${logLikelihood(kernel, xs, ys)}`);
for (const i of names) {
  const expected = 0.5 * dot(solved, times(first[i], solved)) - 0.5 * trace(multiply(a, first[i]));
  closeTo(gradient[i], expected, 1e-10);
  const row = names.map((j) => {
    const [di, dj, both] = [first[i], first[j], second[i][j]];
    const inner = multiply(multiply(a, dj), multiply(a, di));
    const exact =
      0.5 * dot(solved, times(both, solved)) -
      dot(times(di, solved), times(a, times(dj, solved))) -
      0.5 * trace(multiply(a, both)) +
      0.5 * trace(inner);
    closeTo(hessian[i][j], exact, 1e-10);
    return hessian[i][j].toFixed(6).padStart(11);
  });
  console.log(`${i.padEnd(12)} ∂ ${gradient[i].toFixed(6).padStart(10)}   ∂² ${row.join(" ")}`);
}
