/**
 * node benchmarks/compile-time/all.ts
 *
 * Prints how adgen's own time grows with the size of a program, and fails where it grows more than 2.3 times for a doubling.
 */
import { ladders } from "./ladders.ts";
import type { Ladder } from "./ladders.ts";
import { measure } from "./measure.ts";

/** CONTRACT, Promises. */
const mostForADoubling = 2.3;
const mostForASmallFile = 50;
/** Below this, a step says nothing: clocks and collectors weigh more. */
const leastMilliseconds = 20;

const small =
  "// @differentiable\nexport function f(x: number, y: number): number {\n  return Math.sin(x) * y + x;\n}\n";

/** Prints every ladder; gives what is broken of the promises. */
export function compileTime(print: (line: string) => void): readonly string[] {
  measure(small);
  const { adgen } = measure(small);
  print(`a small file ${adgen.toFixed(1)} ms (at most ${mostForASmallFile})`);
  const broken = adgen <= mostForASmallFile ? [] : [`a small file takes ${adgen.toFixed(1)} ms`];
  return [...broken, ...ladders.flatMap((ladder) => climb(ladder, print))];
}

function climb({ name, sizes, text }: Ladder, print: (line: string) => void): readonly string[] {
  print(`\n${name}\n    size     adgen  TypeScript  a doubling  derivatives / source`);
  const broken: string[] = [];
  let before: number | undefined;
  for (const size of sizes) {
    const { adgen, typescript, growth } = measure(text(size));
    const ratio = before === undefined ? undefined : adgen / before;
    const cells = [
      String(size).padStart(8),
      `${adgen.toFixed(1)}`.padStart(10),
      `${typescript.toFixed(1)}`.padStart(12),
      (ratio?.toFixed(2) ?? "").padStart(12),
      growth.toFixed(1).padStart(14),
    ];
    print(cells.join(""));
    if (ratio !== undefined && ratio > mostForADoubling && adgen > leastMilliseconds) {
      broken.push(`${name}: from ${size / 2} to ${size} the time grows ${ratio.toFixed(2)} times`);
    }
    before = Math.max(adgen, leastMilliseconds / mostForADoubling);
  }
  return broken;
}

if (import.meta.main) {
  const broken = compileTime(console.log);
  for (const each of broken) console.error(`BROKEN  ${each}`);
  if (broken.length > 0) process.exitCode = 1;
}
