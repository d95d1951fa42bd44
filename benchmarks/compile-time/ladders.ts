/** Programs that grow in one way each: a size gives a text. */

export interface Ladder {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly text: (size: number) => string;
}

const marker = "// @differentiable\n";

export const ladders: readonly Ladder[] = [
  { name: "statements", sizes: [125, 250, 500, 1000, 2000], text: statements },
  { name: "branches", sizes: [125, 250, 500, 1000], text: branches },
  { name: "functions, each marked", sizes: [125, 250, 500, 1000, 2000], text: functions },
  { name: "functions, each marked and calling another", sizes: [125, 250, 500, 1000], text: callers },
  { name: "loops in loops", sizes: [3, 6, 12], text: nesting },
  { name: "branches in branches", sizes: [3, 6, 12], text: nestedBranches },
  { name: "functions, each calling the former twice", sizes: [5, 10, 20], text: chain },
];

/** Straight-line code, every statement active. */
function statements(size: number): string {
  const lines = Array.from({ length: size }, (_, i) =>
    i % 3 === 2
      ? `  const v${i} = Math.sin(v${i - 1}) * y + v${i - 2};`
      : `  const v${i} = ${before(i)} * ${i % 7} + x * y;`,
  );
  return `${marker}export function f(x: number, y: number): number {\n${lines.join("\n")}\n  return v${size - 1};\n}\n`;
}

function before(i: number): string {
  return i === 0 ? "x" : `v${i - 1}`;
}

function branches(size: number): string {
  const lines = Array.from(
    { length: size },
    (_, i) => `  if (s > ${i}) s = s * x + ${i};\n  else s = s - Math.cos(x);`,
  );
  return `${marker}export function f(x: number): number {\n  let s = x;\n${lines.join("\n")}\n  return s;\n}\n`;
}

function functions(size: number): string {
  const one = (i: number): string =>
    `${marker}export function f${i}(x: number, y: number): number {\n  const a = x * y + ${i};\n  return Math.sin(a) * x;\n}\n`;
  return Array.from({ length: size }, (_, i) => one(i)).join("\n");
}

function callers(size: number): string {
  const helper =
    "function sum(x: number, n: number): number {\n  let s = 0;\n  for (let i = 0; i < n; i++) s += x * s + i;\n  return s;\n}\n";
  const one = (i: number): string =>
    `${marker}export function f${i}(x: number, n: number): number {\n  const a = sum(x * ${i}, n);\n  return a * x;\n}\n`;
  return `${helper}\n${Array.from({ length: size }, (_, i) => one(i)).join("\n")}`;
}

function nesting(size: number): string {
  const open = Array.from({ length: size }, (_, i) => `for (let i${i} = 0; i${i} < n; i${i}++) {`);
  const body = `s = s * x + i${size - 1};`;
  return wrapped([...open, body, ...open.map(() => "}")]);
}

function nestedBranches(size: number): string {
  const open = Array.from({ length: size }, (_, i) => `if (s > ${i}) { s = s * x;`);
  return wrapped([...open, "s = s + Math.sin(x);", ...open.map((_, i) => `} else { s = s - x * ${i}; }`)]);
}

function wrapped(lines: readonly string[]): string {
  return `${marker}export function f(x: number, n: number): number {\n  let s = x;\n${lines.join("\n")}\n  return s;\n}\n`;
}

/** As a tree of calls this has 2 ** size leaves; as text it has `size` lines. */
function chain(size: number): string {
  const one = (i: number): string =>
    `function f${i}(x: number): number {\n  const a = f${i - 1}(x) * x;\n  return a + f${i - 1}(a);\n}\n`;
  const rest = Array.from({ length: size - 1 }, (_, i) => one(i + 1)).join("\n");
  const first = "function f0(x: number): number {\n  return Math.sin(x) * x;\n}\n";
  return `${first}\n${rest}\n${marker}export function f(x: number): number {\n  return f${size - 1}(x);\n}\n`;
}
