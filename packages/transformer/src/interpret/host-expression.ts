/**
 * Evaluates the text of opaque ops where it needs nothing but the standard library and the values at hand:
 * `Number.isFinite(x)`, `new RangeError(`bad ${n}`)`, `kind === "call"`, `typeof x`. A small parser of expressions, by
 * precedence (Pratt 1973); anything that it does not know is `NotEvaluated`, above all every name of the user's program.
 */
import type { IrFunction, OpaqueOp } from "../ir/ir.ts";
import { globals, isIn, methodOf, propertyOf } from "./host-library.ts";
import type { HostFunction, HostGlobal } from "./host-library.ts";
import { NotEvaluated } from "./machine.ts";

/** The value of an opaque op for the values of its arguments. Throws `NotEvaluated` where it cannot be known. */
export function evaluateHost(op: OpaqueOp, args: readonly unknown[], fn: IrFunction): unknown {
  let parsed = parsedOps.get(op);
  if (!parsed) parsedOps.set(op, (parsed = parseHost(op) ?? unknownText));
  const value = parsed === unknownText ? unknownValue : valueOf(parsed, args);
  if (value === unknownValue || isGlobal(value) || typeof value === "function") throw new NotEvaluated(op, fn);
  return value;
}

function valueOf(parsed: Expression, args: readonly unknown[]): unknown {
  try {
    return parsed.evaluate(args);
  } catch (error) {
    if (error instanceof UnknownInside) return unknownValue;
    throw error;
  }
}

/** Stands for what is not known while an expression is evaluated; it spreads to all that is computed from it. */
const unknownValue: unique symbol = Symbol("unknown");

/** An expression; `method` is how it is called, where it is the member of something. */
interface Expression {
  readonly evaluate: (args: readonly unknown[]) => unknown;
  readonly method?: (args: readonly unknown[]) => HostFunction | undefined;
  /** An item of a list that stands for all that it holds. */
  readonly isSpread?: boolean;
}

const unknownText: Expression = { evaluate: () => unknownValue };
const parsedOps = new WeakMap<OpaqueOp, Expression>();

function parseHost(op: OpaqueOp): Expression | undefined {
  // Arguments stand in the text as numbered marks from the private use area.
  if (op.pieces.some((piece) => /[\uE000\uE001]/u.test(piece))) return undefined;
  const text = op.pieces.map((piece, i) => (i === 0 ? piece : `\uE000${i - 1}\uE001${piece}`)).join("");
  try {
    const parser = new HostParser(text, op.args.length);
    const expression = parser.expression(0);
    return parser.isAtEnd ? expression : undefined;
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}

class NotUnderstood extends Error {}
/** What a function of the text computes is not known, while the library is calling it. */
class UnknownInside extends Error {}

const token =
  /\s*(?:(\d[\d_]*n|0[xX][\dA-Fa-f]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|([A-Za-z_$][\w$]*)|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|\uE000(\d+)\uE001|(===|!==|==|!=|<=|>=|<<|>>>|>>|\*\*|&&|\|\||\?\?|\?\.|\.\.\.|[-+*/%<>!~&|^?:.,()[\]{}`])|$)/uy;

type Operation = (a: unknown, b: unknown) => unknown;
const arithmetic = (f: (a: number, b: number) => unknown): Operation => f as Operation;
/** Tokens between two operands, with their precedence (as in the rule table) and what they do. */
const infix: ReadonlyMap<string, readonly [precedence: number, operation: Operation]> = new Map([
  ["|", [5, arithmetic((a, b) => a | b)]],
  ["^", [6, arithmetic((a, b) => a ^ b)]],
  ["&", [7, arithmetic((a, b) => a & b)]],
  ["===", [8, (a, b) => a === b]],
  ["!==", [8, (a, b) => a !== b]],
  // oxlint-disable-next-line eqeqeq -- the program's own
  ["==", [8, (a, b) => a == b]],
  // oxlint-disable-next-line eqeqeq -- the program's own
  ["!=", [8, (a, b) => a != b]],
  ["<", [9, arithmetic((a, b) => a < b)]],
  [">", [9, arithmetic((a, b) => a > b)]],
  ["<=", [9, arithmetic((a, b) => a <= b)]],
  [">=", [9, arithmetic((a, b) => a >= b)]],
  ["in", [9, isIn]],
  ["<<", [10, arithmetic((a, b) => a << b)]],
  [">>", [10, arithmetic((a, b) => a >> b)]],
  [">>>", [10, arithmetic((a, b) => a >>> b)]],
  ["+", [11, arithmetic((a, b) => a + b)]],
  ["-", [11, arithmetic((a, b) => a - b)]],
  ["*", [12, arithmetic((a, b) => a * b)]],
  ["/", [12, arithmetic((a, b) => a / b)]],
  ["%", [12, arithmetic((a, b) => a % b)]],
  ["**", [13, arithmetic((a, b) => a ** b)]],
]);
const prefix: ReadonlyMap<string, (a: unknown) => unknown> = new Map<string, (a: unknown) => unknown>([
  ["-", (a) => -(a as number)],
  ["+", (a) => +(a as number)],
  ["~", (a) => ~(a as number)],
  ["!", (a) => !a],
  ["typeof", (a) => typeof a],
  ["void", () => undefined],
]);
const constants: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["true", true],
  ["false", false],
  ["null", null],
  ["undefined", undefined],
  ["NaN", NaN],
  ["Infinity", Infinity],
]);

class HostParser {
  readonly #text: string;
  #position = 0;
  #match: RegExpExecArray;
  /** The parameters of the functions around the place; their values follow the arguments. */
  #parameters: readonly string[] = [];
  readonly #argumentCount: number;

  constructor(text: string, argumentCount: number) {
    this.#text = text;
    this.#argumentCount = argumentCount;
    this.#match = this.#scan();
  }

  get isAtEnd(): boolean {
    return this.#match[0].trim() === "" && this.#position >= this.#text.length;
  }

  /** An expression of operators that bind tighter than `least`. */
  expression(least: number): Expression {
    let left = this.#prefixed();
    for (;;) {
      const sign = this.#sign;
      const found = infix.get(sign ?? this.#match[2] ?? "");
      if (sign === "?" && least < 2) left = this.#conditional(left);
      else if ((sign === "||" || sign === "??") && least < 3) left = this.#shortCircuit(left, sign, 3);
      else if (sign === "&&" && least < 4) left = this.#shortCircuit(left, sign, 4);
      else if (this.#match[2] === "instanceof" && least < 9) left = this.#instance(left);
      else if (found && least < found[0]) {
        this.#advance();
        // `**` is right-associative.
        const right = this.expression(sign === "**" ? found[0] - 1 : found[0]);
        left = combined([left, right], ([a, b]) => found[1](a, b));
      } else return left;
    }
  }

  get #sign(): string | undefined {
    return this.#match[5];
  }

  #scan(): RegExpExecArray {
    token.lastIndex = this.#position;
    const match = token.exec(this.#text);
    if (!match) throw new NotUnderstood();
    this.#position = token.lastIndex;
    return match;
  }

  #advance(): void {
    this.#match = this.#scan();
  }

  #takes(sign: string): boolean {
    if (this.#sign !== sign) return false;
    this.#advance();
    return true;
  }

  #expect(sign: string): void {
    if (!this.#takes(sign)) throw new NotUnderstood();
  }

  /** Of a class of the library. */
  #instance(left: Expression): Expression {
    this.#advance();
    const type = globals.get(this.#match[2] ?? "")?.type;
    if (!type) throw new NotUnderstood();
    this.#advance();
    return combined([left], ([value]) => value instanceof type);
  }

  #conditional(condition: Expression): Expression {
    this.#advance();
    const yes = this.expression(0);
    this.#expect(":");
    const no = this.expression(1);
    return {
      evaluate: (args) => {
        const value = condition.evaluate(args);
        if (value === unknownValue) return value;
        return value ? yes.evaluate(args) : no.evaluate(args);
      },
    };
  }

  #shortCircuit(left: Expression, sign: "||" | "&&" | "??", precedence: number): Expression {
    this.#advance();
    const right = this.expression(precedence);
    return {
      evaluate: (args) => {
        const value = left.evaluate(args);
        if (value === unknownValue) return value;
        const isDecided = sign === "??" ? value !== undefined && value !== null : Boolean(value) === (sign === "||");
        return isDecided ? value : right.evaluate(args);
      },
    };
  }

  #prefixed(): Expression {
    const sign = this.#sign ?? this.#match[2] ?? "";
    const operation = prefix.get(sign);
    if (operation) {
      this.#advance();
      return combined([this.expression(13)], ([a]) => operation(a));
    }
    if (this.#match[2] === "new") return this.#construction();
    return this.#postfixed(this.#primary());
  }

  #construction(): Expression {
    this.#advance();
    const construct = globals.get(this.#match[2] ?? "")?.construct;
    if (!construct) throw new NotUnderstood();
    this.#advance();
    this.#typeArgument();
    const args = this.#takes("(") ? this.#list(")") : [];
    return this.#postfixed(combined(args, (values) => construct(...values)));
  }

  /** `<unknown>`, which means nothing at run time. */
  #typeArgument(): void {
    if (!this.#takes("<")) return;
    if (this.#match[2] === undefined) throw new NotUnderstood();
    this.#advance();
    this.#expect(">");
  }

  #postfixed(start: Expression): Expression {
    let left = start;
    for (;;) {
      if (this.#takes(".")) {
        const name = this.#match[2];
        if (name === undefined) throw new NotUnderstood();
        this.#advance();
        left = member(left, name);
      } else if (this.#takes("[")) {
        const index = this.expression(0);
        this.#expect("]");
        left = combined([left, index], ([object, key]) => property(object, key as PropertyKey));
      } else if (this.#takes("(")) left = called(left, this.#list(")"));
      else if (this.#sign === "!" && this.#text[this.#position] !== "=") this.#advance();
      else return left;
    }
  }

  #primary(): Expression {
    const [, number, word, string, arg] = this.#match;
    if (number !== undefined) return this.#constant(numberOf(number.replaceAll("_", "")));
    if (string !== undefined) return this.#constant(textOf(string));
    if (arg !== undefined) return this.#value(Number(arg));
    if (word !== undefined) {
      const local = this.#parameters.lastIndexOf(word);
      if (local >= 0) return this.#value(this.#argumentCount + local);
      if (constants.has(word)) return this.#constant(constants.get(word));
      const found = globals.get(word);
      if (found) return this.#constant(found);
      throw new NotUnderstood();
    }
    if (this.#sign === "`") return this.#template();
    const parameters = this.#sign === "(" ? this.#arrow() : undefined;
    if (parameters) return this.#function(parameters);
    if (this.#takes("(")) {
      const inner = this.expression(0);
      this.#expect(")");
      return inner;
    }
    if (this.#takes("[")) return spreadOut(this.#list("]"), (items) => items);
    throw new NotUnderstood();
  }

  #constant(value: unknown): Expression {
    this.#advance();
    return { evaluate: () => value };
  }

  /** An argument, or a parameter of a function of the text. */
  #value(index: number): Expression {
    this.#advance();
    return { evaluate: (args) => args[index] };
  }

  /** At the parenthesis of `(a, b) =>`: the names; the text goes on behind the arrow. */
  #arrow(): readonly string[] | undefined {
    const head = /\s*([A-Za-z_$][\w$]*(?:\s*,\s*[A-Za-z_$][\w$]*)*)?\s*\)\s*=>/uy;
    head.lastIndex = this.#position;
    const match = head.exec(this.#text);
    if (!match) return undefined;
    this.#position = head.lastIndex;
    this.#advance();
    return match[1]?.split(",").map((name) => name.trim()) ?? [];
  }

  #function(names: readonly string[]): Expression {
    const outer = this.#parameters;
    this.#parameters = [...outer, ...names];
    const body = this.expression(1);
    this.#parameters = outer;
    const evaluate = (args: readonly unknown[]): HostFunction => {
      return (...given) => {
        const value = body.evaluate([...args, ...names.map((_, i) => given[i])]);
        if (value === unknownValue) throw new UnknownInside();
        return value;
      };
    };
    return { evaluate };
  }

  #list(close: string): readonly Expression[] {
    const items: Expression[] = [];
    while (!this.#takes(close)) {
      if (items.length > 0) this.#expect(",");
      const isSpread = this.#takes("...");
      const item = this.expression(0);
      items.push(isSpread ? { ...item, isSpread } : item);
    }
    return items;
  }

  /** After the opening backtick, whose text has not been scanned yet. */
  #template(): Expression {
    const parts: Expression[] = [];
    for (;;) {
      const chunk = /(?:[^`\\$]|\\.|\$(?!\{))*/suy;
      chunk.lastIndex = this.#position;
      const text = chunk.exec(this.#text)?.[0] ?? "";
      this.#position += text.length;
      const cooked = textOf(`\`${text}\``);
      parts.push({ evaluate: () => cooked });
      if (this.#text.startsWith("${", this.#position)) {
        this.#position += 2;
        this.#advance();
        parts.push(this.expression(0));
        // The closing brace is the token at hand: the text goes on right after it.
        if (this.#sign !== "}") throw new NotUnderstood();
      } else if (this.#text[this.#position] === "`") {
        this.#position++;
        this.#advance();
        return combined(parts, (values) => values.map(String).join(""));
      } else throw new NotUnderstood();
    }
  }
}

/** What is computed from several values, unless one of them is not known. */
function combined(parts: readonly Expression[], compute: (values: readonly unknown[]) => unknown): Expression {
  return {
    evaluate: (args) => {
      const values = parts.map((part) => part.evaluate(args));
      // A function of the library as a value (a callback) is not followed.
      return values.some((value) => value === unknownValue || isGlobal(value)) ? unknownValue : compute(values);
    },
  };
}

/** The same of a list, in which some values are spread. */
function spreadOut(parts: readonly Expression[], compute: (values: readonly unknown[]) => unknown): Expression {
  return combined(parts, (values) =>
    compute(values.flatMap((value, i) => (parts[i]?.isSpread ? [...(value as Iterable<unknown>)] : [value]))),
  );
}

/** A conversion of the library as an argument: `Array.from(xs, String)`. */
function asCallback(argument: Expression): Expression {
  return {
    ...argument,
    evaluate: (args) => {
      const value = argument.evaluate(args);
      return isGlobal(value) ? (value.call ?? value) : value;
    },
  };
}

function member(object: Expression, name: string): Expression {
  return {
    evaluate: (args) => {
      const value = object.evaluate(args);
      if (!isGlobal(value)) return value === unknownValue ? value : property(value, name);
      const found = value.members?.get(name);
      return found === undefined || typeof found === "function" ? unknownValue : found;
    },
    method: (args) => {
      const value = object.evaluate(args);
      if (!isGlobal(value)) return value === unknownValue ? undefined : methodOf(value, name);
      const found = value.members?.get(name);
      return typeof found === "function" ? (found as HostFunction) : undefined;
    },
  };
}

function called(callee: Expression, list: readonly Expression[]): Expression {
  return {
    evaluate: (args) => {
      const target = callee.evaluate(args);
      const call = callee.method?.(args) ?? (isGlobal(target) ? target.call : undefined);
      return call ? spreadOut(list.map(asCallback), (values) => call(...values)).evaluate(args) : unknownValue;
    },
  };
}

function property(object: unknown, key: PropertyKey): unknown {
  // Reading from undefined or null throws in the program, and so here.
  if (object === undefined || object === null) return (object as unknown as Record<PropertyKey, unknown>)[key];
  const { found, value } = propertyOf(object, key);
  return found ? value : unknownValue;
}

const globalValues: ReadonlySet<unknown> = new Set(globals.values());

function isGlobal(value: unknown): value is HostGlobal {
  return globalValues.has(value);
}

function numberOf(text: string): number | bigint {
  return text.endsWith("n") ? BigInt(text.slice(0, -1)) : Number(text);
}

/** The value of a string literal or of a piece of a template, with the escapes that are in use. */
function textOf(literal: string): string {
  return literal
    .slice(1, -1)
    .replaceAll(/\\(u\{[\dA-Fa-f]+\}|u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|\r\n|[\s\S])/gu, (_, escape: string) => {
      const plain = escapes.get(escape);
      if (plain !== undefined) return plain;
      const code = /^[ux]\{?([\dA-Fa-f]+)\}?$/u.exec(escape)?.[1];
      return code === undefined ? escape : String.fromCodePoint(Number.parseInt(code, 16));
    });
}

const escapes: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["b", "\b"],
  ["f", "\f"],
  ["v", "\v"],
  ["0", "\0"],
  ["\n", ""],
  ["\r\n", ""],
]);
