/**
 * Which kinds can stand in which: by the types of values that a kind gives and that its place takes, and by where statements stand. What is
 * possible in this sense but makes no sense to write is named in `pointless` with its reason.
 */

/** n number, b boolean, s string, m memory, f function, u undefined or null, p spread. */
const gives: Readonly<Record<string, string>> = {
  arithmetic: "n",
  power: "n",
  bitwise: "n",
  "bitwise not": "n",
  sign: "n",
  step: "n",
  comparison: "b",
  equality: "b",
  logical: "nb",
  coalesce: "nm",
  not: "b",
  assignment: "nbm",
  "compound assignment": "nb",
  comma: "nb",
  in: "b",
  instanceof: "b",
  conditional: "nbm",
  call: "nmf",
  "method call": "nbm",
  new: "m",
  "element access": "nm",
  "property access": "nmf",
  "optional chain": "n",
  "array literal": "m",
  "object literal": "m",
  template: "s",
  typeof: "s",
  as: "nm",
  satisfies: "n",
  "type assertion": "n",
  "non-null": "nm",
  arrow: "f",
  "function expression": "f",
  name: "nbsmf",
  number: "n",
  string: "s",
  spread: "p",
};

const takes: Readonly<Record<string, string>> = {
  arithmetic: "n",
  power: "n",
  bitwise: "n",
  "bitwise not": "n",
  sign: "n",
  comparison: "n",
  equality: "n",
  logical: "nb",
  coalesce: "nm",
  not: "b",
  assignment: "nbm",
  "compound assignment": "nb",
  comma: "nb",
  conditional: "nbm",
  call: "nbmfp",
  "method call": "nbmfp",
  new: "nmp",
  "element access": "nm",
  "property access": "m",
  "array literal": "nmp",
  "object literal": "nmp",
  template: "b",
  as: "nm",
  satisfies: "n",
  spread: "m",
  arrow: "nb",
  if: "b",
  while: "b",
  do: "b",
  for: "b",
  return: "nm",
  variables: "nbmf",
  "expression statement": "nb",
  switch: "n",
  case: "nb",
  "for of": "m",
};

const statements: readonly string[] = [
  "variables",
  "expression statement",
  "empty",
  "if",
  "for",
  "for of",
  "for in",
  "while",
  "do",
  "switch",
  "try",
  "labelled",
  "break",
  "continue",
  "return",
  "throw",
  "block",
];
/** By the statement that a block belongs to. */
const holders: readonly string[] = [
  "if",
  "for",
  "for of",
  "for in",
  "while",
  "do",
  "case",
  "default",
  "try",
  "catch",
  "finally",
  "labelled",
  "function",
  "arrow",
  "function expression",
];

/** Why a pair is not asked for. */
const pointless: readonly (readonly [RegExp, string])[] = [
  [
    /^(expression statement) > (number|string|name|property access|element access|non-null|conditional|comparison|equality|logical|not|arithmetic|power|bitwise|bitwise not|sign|coalesce|as|satisfies|type assertion|in|instanceof|optional chain|comma)$/,
    "a value that nobody reads",
  ],
  [
    /^(function|arrow|function expression|finally|try) > (break|continue)$/,
    "leaves nothing (or a finally, which is refused)",
  ],
  [
    /^finally > (return|throw|labelled|switch|try|do|while|for|for of|for in|if|block|variables|empty)$/,
    "what is in a finally is kept simple: jumps out of it are refused",
  ],
  [/^case > (number|name|comma)$/, "a label that a switch over whole numbers has by itself"],
];

export interface Pair {
  readonly parent: string;
  readonly child: string;
}

export function possiblePairs(): readonly Pair[] {
  const found: Pair[] = [];
  for (const [parent, accepted] of Object.entries(takes)) {
    for (const [child, given] of Object.entries(gives)) {
      if ([...given].some((type) => accepted.includes(type))) found.push({ parent, child });
    }
  }
  for (const parent of holders) for (const child of statements) found.push({ parent, child });
  return found.filter(({ parent, child }) => !pointless.some(([pattern]) => pattern.test(`${parent} > ${child}`)));
}

/** The built-ins of the language page. */
export const builtIns: readonly string[] = [
  ..."abs acos acosh asin asinh atan atan2 atanh cbrt ceil clz32 cos cosh exp expm1 floor fround hypot imul log log10 log1p log2 max min pow round sign sin sinh sqrt tan tanh trunc random"
    .split(" ")
    .map((name) => `Math.${name}`),
  ...["PI", "LN2", "SQRT1_2"].map((name) => `Math.${name}`),
  "Number",
  "parseFloat",
  "isNaN",
  "isFinite",
  ..."isFinite isInteger isNaN parseFloat EPSILON".split(" ").map((name) => `Number.${name}`),
  ..."push pop shift unshift splice slice concat fill reverse sort map forEach filter reduce reduceRight some every find findIndex findLast indexOf includes flat flatMap at with toSorted toReversed toSpliced copyWithin entries keys values set subarray length"
    .split(" ")
    .map((name) => `.${name}`),
  ..."Array.from Array.of Array.isArray Array Float64Array Float32Array Int32Array Float64Array.from Float64Array.of Float32Array.of Int32Array.of Object.keys Object.values Object.entries Object.assign structuredClone console.log console.warn Date.now performance.now Set Map".split(
    " ",
  ),
];
