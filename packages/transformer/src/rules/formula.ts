/**
 * The language of derivatives: expressions over the arguments of a primitive, its result, and a seed.
 *
 * A partial of the rule table is a `Formula`; so is the contribution that `derive.ts` makes of it. Both transforms put a
 * formula into IR, the tests and the interpreter evaluate it on numbers, the reference prints it: one text, four readers.
 *   mul(sub(1, out), add(1, out))      (1 - out) * (1 + out)
 * A formula is a graph: what is written once and used twice is one object, and is evaluated once.
 */
import { InternalError } from "../base/internal-error.ts";

export type ArithmeticName = "add" | "sub" | "mul" | "div" | "rem" | "pow" | "neg" | "toNumber";
export type ComparisonName = "lt" | "le" | "gt" | "ge" | "eq" | "ne" | "looseEq" | "looseNe" | "not";
export type BitwiseName = "bitAnd" | "bitOr" | "bitXor" | "bitNot" | "shl" | "shr" | "ushr";
/** Every function of `Math` that takes and gives numbers (ES2024, and `f16round` of ES2025). */
export type MathName =
  | "abs"
  | "acos"
  | "acosh"
  | "asin"
  | "asinh"
  | "atan"
  | "atan2"
  | "atanh"
  | "cbrt"
  | "ceil"
  | "clz32"
  | "cos"
  | "cosh"
  | "exp"
  | "expm1"
  | "f16round"
  | "floor"
  | "fround"
  | "hypot"
  | "imul"
  | "log"
  | "log10"
  | "log1p"
  | "log2"
  | "max"
  | "min"
  | "random"
  | "round"
  | "sign"
  | "sin"
  | "sinh"
  | "sqrt"
  | "tan"
  | "tanh"
  | "trunc";
/** What only derivative code uses. `and`, `or` and `select` take what is already computed: they skip nothing. */
export type InternalName = "and" | "or" | "select" | "zeroOf" | "zmul" | "zmul1" | "zdiv" | "zdiv1";

/** The name of a primitive: a key of the rule table. (`Math.pow` is `pow`, as is `**`.) */
export type PrimName = ArithmeticName | ComparisonName | BitwiseName | MathName | InternalName;

export type Formula =
  | { readonly kind: "param"; readonly index: number }
  /** The primitive's own result. */
  | { readonly kind: "out" }
  /** What the partial is multiplied by: the adjoint of the result, or the tangent of the argument. */
  | { readonly kind: "seed" }
  | { readonly kind: "const"; readonly value: number }
  | { readonly kind: "prim"; readonly prim: PrimName; readonly args: readonly Formula[] };

/** A number stands for itself. */
export type Operand = Formula | number;

export const out: Formula = { kind: "out" };
export const seed: Formula = { kind: "seed" };

export function param(index: number): Formula {
  return { kind: "param", index };
}

export function constant(value: number): Formula {
  return { kind: "const", value };
}

/** A primitive applied to operands, without any simplification. */
export function prim(name: PrimName, ...operands: readonly Operand[]): Formula {
  return { kind: "prim", prim: name, args: operands.map(formulaOf) };
}

export function formulaOf(operand: Operand): Formula {
  return typeof operand === "number" ? constant(operand) : operand;
}

/** Whether a formula is the constant `value`; −0 is not 0. */
export function isConstant(formula: Formula, value: number): boolean {
  return formula.kind === "const" && Object.is(formula.value, value);
}

// Constructors, named as the calculus is. Those of arithmetic fold constants and drop 1 as a factor and 0 as a subtrahend;
// nothing else is simplified: 0 * x is not 0, x + 0 is not x (x may be −0).

export function add(a: Operand, b: Operand): Formula {
  if (typeof a === "number" && typeof b === "number") return constant(a + b);
  return prim("add", a, b);
}

export function sub(a: Operand, b: Operand): Formula {
  if (typeof a === "number" && typeof b === "number") return constant(a - b);
  return isConstant(formulaOf(b), 0) ? formulaOf(a) : prim("sub", a, b);
}

export function mul(a: Operand, b: Operand): Formula {
  const [left, right] = [formulaOf(a), formulaOf(b)];
  if (left.kind === "const" && right.kind === "const") return constant(left.value * right.value);
  if (isConstant(left, 1)) return right;
  if (isConstant(right, 1)) return left;
  if (isConstant(left, -1)) return neg(right);
  if (isConstant(right, -1)) return neg(left);
  return prim("mul", left, right);
}

export function div(a: Operand, b: Operand): Formula {
  return isConstant(formulaOf(b), 1) ? formulaOf(a) : prim("div", a, b);
}

export function neg(a: Operand): Formula {
  const formula = formulaOf(a);
  if (formula.kind === "const") return constant(-formula.value);
  const inner = formula.kind === "prim" && formula.prim === "neg" ? formula.args[0] : undefined;
  return inner ?? prim("neg", formula);
}

export function square(a: Formula): Formula {
  return mul(a, a);
}

type Unary = (a: Operand) => Formula;
type Binary = (a: Operand, b: Operand) => Formula;

export const pow: Binary = (a, b) => prim("pow", a, b);
export const abs: Unary = (a) => prim("abs", a);
export const cos: Unary = (a) => prim("cos", a);
export const cosh: Unary = (a) => prim("cosh", a);
export const exp: Unary = (a) => prim("exp", a);
export const hypot: Binary = (a, b) => prim("hypot", a, b);
export const log: Unary = (a) => prim("log", a);
export const round: Unary = (a) => prim("round", a);
export const sign: Unary = (a) => prim("sign", a);
export const sin: Unary = (a) => prim("sin", a);
export const sinh: Unary = (a) => prim("sinh", a);
export const sqrt: Unary = (a) => prim("sqrt", a);

export const lt: Binary = (a, b) => prim("lt", a, b);
export const le: Binary = (a, b) => prim("le", a, b);
export const gt: Binary = (a, b) => prim("gt", a, b);
export const ge: Binary = (a, b) => prim("ge", a, b);
export const eq: Binary = (a, b) => prim("eq", a, b);
export const ne: Binary = (a, b) => prim("ne", a, b);
export const and: Binary = (a, b) => prim("and", a, b);
export const or: Binary = (a, b) => prim("or", a, b);

/** `condition ? a : b`; both sides are computed. */
export const select: (condition: Formula, a: Operand, b: Operand) => Formula = (condition, a, b) =>
  prim("select", condition, a, b);

/** 0, or NaN where `a` is not finite: a weight that is a constant to every order. */
export const zeroOf: Unary = (a) => prim("zeroOf", a);
/** The strong-zero product: 0 where either factor is 0, whatever the other is. */
export const zmul: Binary = (a, b) => prim("zmul", a, b);
/** The strong-zero product that tests its first factor only. */
export const zmul1: Binary = (a, b) => prim("zmul1", a, b);
/** The strong-zero quotient: 0 where `a` is 0 or `b` is infinite. */
export const zdiv: Binary = (a, b) => prim("zdiv", a, b);
/** The strong-zero quotient that tests its dividend only. */
export const zdiv1: Binary = (a, b) => prim("zdiv1", a, b);

/** What the leaves and primitives of a formula mean in some domain: value ids of IR, numbers, text. */
export interface Meaning<V> {
  readonly param: (index: number) => V;
  readonly out: V;
  /** Only contributions mention the seed. */
  readonly seed?: V;
  readonly constant: (value: number) => V;
  readonly prim: (name: PrimName, args: readonly V[]) => V;
}

/**
 * The value of a formula in a domain. Operands come before the primitive that reads them, from left to right, and a shared
 * part is evaluated once.
 */
export function evaluateFormula<V>(formula: Formula, meaning: Meaning<V>): V {
  const valueOfPart = new Map<Formula, V>();
  const visit = (part: Formula): V => {
    const known = valueOfPart.get(part);
    if (known !== undefined) return known;
    const value = visitOnce(part);
    valueOfPart.set(part, value);
    return value;
  };
  const visitOnce = (part: Formula): V => {
    switch (part.kind) {
      case "param":
        return meaning.param(part.index);
      case "out":
        return meaning.out;
      case "seed":
        if (meaning.seed === undefined) throw new InternalError("a formula mentions the seed where there is none");
        return meaning.seed;
      case "const":
        return meaning.constant(part.value);
      case "prim":
        return meaning.prim(part.prim, part.args.map(visit));
    }
  };
  return visit(formula);
}

/** The same formula with its leaves replaced. */
export function substitute(formula: Formula, leaf: (part: Formula) => Formula): Formula {
  return evaluateFormula<Formula>(formula, {
    param: (index) => leaf(param(index)),
    out: leaf(out),
    seed: leaf(seed),
    constant: (value) => leaf(constant(value)),
    prim: (name, args) => prim(name, ...args),
  });
}

/** What a formula reads: which arguments, in ascending order, and whether the result. */
export interface Needs {
  readonly params: readonly number[];
  readonly out: boolean;
}

export function needsOfFormula(formula: Formula): Needs {
  const seen = new Set<Formula>();
  const params = new Set<number>();
  let readsOut = false;
  const visit = (part: Formula): void => {
    if (seen.has(part)) return;
    seen.add(part);
    if (part.kind === "param") params.add(part.index);
    if (part.kind === "out") readsOut = true;
    if (part.kind === "prim") part.args.forEach(visit);
  };
  visit(formula);
  return { params: [...params].toSorted((a, b) => a - b), out: readsOut };
}
