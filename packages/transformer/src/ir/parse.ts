/** Reads the IR's text form (`print.ts` says how it looks). A mistake in the text is an `InternalError` with its place. */
import { functionId, label, valueId } from "./ir.ts";
import type {
  Element,
  FunctionId,
  IrFunction,
  Key,
  Label,
  Op,
  OpaqueOp,
  Origin,
  Region,
  Terminator,
  Unit,
  Value,
  ValueId,
  RecordField,
} from "./ir.ts";
import { parseType } from "./parse-type.ts";
import { Scanner, unquote } from "./scan.ts";
import { numberType } from "./types.ts";
import type { TypeDefinition } from "./types.ts";

/** One function. */
export function parse(text: string): IrFunction {
  const scanner = new Scanner(text);
  const fn = new FunctionParser(scanner).parse();
  if (scanner.next.kind !== "end") scanner.fail("expected the end of the text");
  return fn;
}

/** Any number of types and functions. */
export function parseUnit(text: string): Unit {
  const scanner = new Scanner(text);
  const types = new Map<string, TypeDefinition>();
  const functions = new Map<FunctionId, IrFunction>();
  while (scanner.next.kind !== "end") {
    if (scanner.takes("type")) {
      scanner.expect("#");
      const name = scanner.takeWord();
      const emitted = scanner.takes("emitted");
      scanner.expect("=");
      types.set(name, { name, type: parseType(scanner), emitted });
    } else {
      const fn = new FunctionParser(scanner).parse();
      functions.set(fn.id, fn);
    }
  }
  return { functions, types };
}

class FunctionParser {
  readonly #scanner: Scanner;
  readonly #values: Value[] = [];
  #origin: Origin = { start: 0, length: 0, line: 1 };

  constructor(scanner: Scanner) {
    this.#scanner = scanner;
  }

  parse(): IrFunction {
    const scanner = this.#scanner;
    scanner.expect("func");
    const id = this.#function();
    const name = scanner.sees("(") ? String(id) : scanner.takeWord();
    scanner.expect("(");
    const params = this.#definitions(")");
    scanner.expect("->");
    const resultType = parseType(scanner);
    const fileName = scanner.takes("in") ? scanner.takeString() : "input.ts";
    const origin = this.#at();
    const bodyParams = this.#params();
    scanner.expect("{");
    if (scanner.takes("unused")) this.#params();
    const body = this.#region(bodyParams);
    const values = Array.from(this.#values, (value) => value ?? { type: numberType });
    return { id, name, fileName, origin, params, resultType, values, body };
  }

  // -- regions: after `{`, up to and with `}` --------------------------------------------------------------------------------

  #region(params: readonly ValueId[]): Region {
    const ops: Op[] = [];
    for (;;) {
      const end = this.#end();
      if (end) {
        this.#scanner.expect("}");
        return { params, ops, end };
      }
      ops.push(this.#op());
    }
  }

  #end(): Terminator | undefined {
    const scanner = this.#scanner;
    if (scanner.takes("yield")) return { kind: "yield", values: this.#openList(), origin: this.#at() };
    if (scanner.takes("return")) {
      return { kind: "return", value: scanner.next.kind === "value" ? this.#value() : undefined, origin: this.#at() };
    }
    if (scanner.takes("condition")) {
      const condition = this.#value();
      const values = scanner.takes(",") ? this.#openList() : [];
      return { kind: "condition", condition, values, origin: this.#at() };
    }
    if (scanner.takes("break")) {
      return { kind: "break", label: this.#label(), values: this.#openList(), origin: this.#at() };
    }
    if (scanner.takes("continue")) {
      return { kind: "continue", label: this.#label(), values: this.#openList(), origin: this.#at() };
    }
    if (scanner.takes("throw")) return { kind: "throw", value: this.#value(), origin: this.#at() };
    return undefined;
  }

  // -- ops -------------------------------------------------------------------------------------------------------------------

  #op(): Op {
    const scanner = this.#scanner;
    if (scanner.next.kind !== "value") return this.#control([]) ?? this.#statement();
    const first = valueId(Number(scanner.next.text.slice(1)));
    const results: ValueId[] = [];
    do results.push(this.#definition());
    while (scanner.takes(","));
    // A store: `%1[%2] = %3`. What was taken for a definition is a use; it keeps what it was defined as.
    if (this.#seesPlace()) {
      const key = this.#key();
      scanner.expect("=");
      return { kind: "store", ref: first, key, value: this.#value(), origin: this.#at() };
    }
    scanner.expect("=");
    return this.#control(results) ?? this.#definitionOp(first);
  }

  /** Ops that define nothing. */
  #statement(): Op {
    const scanner = this.#scanner;
    if (scanner.takes("fill")) {
      const ref = this.#value();
      scanner.expect("with");
      return { kind: "fill", ref, value: this.#value(), origin: this.#at() };
    }
    if (scanner.takes("resize")) {
      const ref = this.#value();
      scanner.expect("to");
      const key = { kind: "field", name: "length" } as const;
      return { kind: "store", ref, key, value: this.#value(), origin: this.#at(), resizes: true };
    }
    if (scanner.takes("remove")) {
      const ref = this.#value();
      const key = this.#key();
      scanner.expect("for");
      return { kind: "store", ref, key, value: this.#value(), origin: this.#at(), removes: true };
    }
    if (scanner.takes("comment")) {
      const text = scanner.takeString();
      return { kind: "comment", text, blank: scanner.takes("blank"), origin: this.#at() };
    }
    return scanner.fail("expected an op");
  }

  #definitionOp(result: ValueId): Op {
    const scanner = this.#scanner;
    const { kind, text } = scanner.next;
    if (kind === "value") {
      return { kind: "load", ref: this.#value(), key: this.#key(), result, origin: this.#at() };
    }
    if (text === "[") {
      return { kind: "array", elements: this.#elements("[", "]"), result, origin: this.#at() };
    }
    if (text === "{") return { kind: "record", fields: this.#fields(), result, origin: this.#at() };
    const constant = this.#constant();
    if (constant) return { kind: "const", value: constant.value, result, origin: this.#at() };
    const word = scanner.takeKind("word");
    return this.#wordOp(word, result);
  }

  #wordOp(word: string, result: ValueId): Op {
    const scanner = this.#scanner;
    switch (word) {
      case "undef":
        return { kind: "undef", result, origin: this.#at() };
      case "new": {
        const made = scanner.takeString();
        const args = scanner.takes("(") ? { args: scanner.takeList(")", () => this.#value()) } : {};
        const construct = { text: made, ...args };
        return { kind: "record", construct, fields: this.#fields(), result, origin: this.#at() };
      }
      case "fold":
        return { kind: "fold", prim: scanner.takeWord(), args: this.#elements("(", ")"), result, origin: this.#at() };
      case "cast":
      case "zeros-like":
      case "clone":
        return { kind: word, arg: this.#value(), result, origin: this.#at() };
      case "call": {
        const again = scanner.takes("again") ? { checkpoint: true as const } : {};
        const callee = this.#function();
        scanner.expect("(");
        const args = scanner.takeList(")", () => this.#value());
        return { kind: "call", callee, args, ...again, result, origin: this.#at() };
      }
      case "opaque":
        return this.#opaque(result);
      case "stop": {
        const text = { pieces: ["(", ")"], precedence: 20, stops: true as const };
        return { kind: "opaque", ...text, args: [this.#value()], effect: "pure", result, origin: this.#at() };
      }
      case "allocate": {
        const length = this.#value();
        const fill = scanner.takes("fill") ? { fill: this.#value() } : {};
        return { kind: "allocate", length, ...fill, result, origin: this.#at() };
      }
      case "length":
      case "pop":
        return { kind: word, ref: this.#value(), result, origin: this.#at() };
      case "view": {
        const ref = this.#value();
        scanner.expect("from");
        const from = this.#value();
        const to = scanner.takes("to") ? { to: this.#value() } : {};
        return { kind: "view", ref, from, ...to, result, origin: this.#at() };
      }
      case "has-index": {
        const ref = this.#value();
        scanner.expect("[");
        const index = this.#value();
        scanner.expect("]");
        return { kind: "has-index", ref, index, result, origin: this.#at() };
      }
      case "push":
        return { kind: "push", ref: this.#value(), elements: this.#elements("(", ")"), result, origin: this.#at() };
      default: {
        const free = word === "free" ? { free: true as const } : {};
        const name = word === "free" ? scanner.takeWord() : word;
        const prim = name === "prim" ? scanner.takeString() : name;
        const args = scanner.takes("(") ? scanner.takeList(")", () => this.#value()) : this.#openList();
        return { kind: "prim", prim, args, ...free, result, origin: this.#at() };
      }
    }
  }

  #opaque(result: ValueId): Op {
    const scanner = this.#scanner;
    const effect = scanner.takeKind("word");
    if (effect !== "pure" && effect !== "reads" && effect !== "effect") return scanner.fail(`${effect} is no effect`);
    const pieces: string[] = [];
    const args: ValueId[] = [];
    scanner.expect("(");
    while (!scanner.takes(")")) {
      if (scanner.next.kind === "string") pieces.push(scanner.takeString());
      else args.push(this.#value());
    }
    const precedence = scanner.takes("precedence") ? Number(scanner.takeKind("number")) : 20;
    const known: Pick<OpaqueOp, "known"> = scanner.takes("known") ? { known: this.#literal() } : {};
    return { kind: "opaque", pieces, args, effect, precedence, ...known, result, origin: this.#at() };
  }

  /** Ops with regions. */
  #control(results: readonly ValueId[]): Op | undefined {
    const scanner = this.#scanner;
    if (scanner.takes("if")) {
      const condition = this.#value();
      const origin = this.#at();
      const then = this.#braced();
      scanner.expect("else");
      return { kind: "if", condition, then, else: this.#braced(), results, origin };
    }
    if (scanner.takes("for")) return this.#for(results);
    if (scanner.takes("while")) {
      const label = this.#label();
      const params = this.#params();
      const inits = this.#inits();
      const origin = this.#at();
      scanner.expect("{");
      const before = this.#region(params);
      scanner.expect("do");
      return { kind: "while", label, inits, before, after: this.#braced(), results, origin };
    }
    if (scanner.takes("block")) {
      const label = this.#label();
      const origin = this.#at();
      return { kind: "block", label, body: this.#braced(), results, origin };
    }
    if (scanner.takes("try")) {
      const origin = this.#at();
      const body = this.#braced();
      scanner.expect("catch");
      return { kind: "try", body, handler: this.#braced(), results, origin };
    }
    return undefined;
  }

  #for(results: readonly ValueId[]): Op {
    const scanner = this.#scanner;
    const label = this.#label();
    const params = this.#params();
    const [from, ...inits] = this.#inits();
    if (from === undefined) return scanner.fail("expected the first value of the counter");
    scanner.expect("while");
    const compare = scanner.takeKind("mark");
    if (compare !== "<" && compare !== "<=" && compare !== ">" && compare !== ">=") {
      return scanner.fail(`${compare} is no comparison`);
    }
    const to = this.#value();
    scanner.expect("step");
    const step = Number(scanner.takeKind("number"));
    const origin = this.#at();
    scanner.expect("{");
    return { kind: "for", label, from, to, step, compare, inits, body: this.#region(params), results, origin };
  }

  #braced(): Region {
    const params = this.#params();
    this.#scanner.expect("{");
    return this.#region(params);
  }

  #params(): readonly ValueId[] {
    return this.#scanner.takes("(") ? this.#definitions(")") : [];
  }

  #inits(): readonly ValueId[] {
    this.#scanner.expect("=");
    this.#scanner.expect("(");
    return this.#scanner.takeList(")", () => this.#value());
  }

  // -- parts -----------------------------------------------------------------------------------------------------------------

  #definitions(close: string): readonly ValueId[] {
    return this.#scanner.takeList(close, () => this.#definition());
  }

  /** `%id name: type`, entered into the table. */
  #definition(): ValueId {
    const scanner = this.#scanner;
    const id = this.#value();
    const named = scanner.next.kind === "word" || scanner.next.kind === "string";
    const name = named ? { name: scanner.takeWord() } : {};
    const type = scanner.takes(":") ? parseType(scanner) : numberType;
    if (!this.#seesPlace()) this.#values[id] = { type, ...name };
    return id;
  }

  #seesPlace(): boolean {
    return this.#scanner.sees("[") || this.#scanner.next.kind === "field";
  }

  #value(): ValueId {
    return valueId(Number(this.#scanner.takeKind("value").slice(1)));
  }

  /** Values between commas, up to whatever else comes. */
  #openList(): readonly ValueId[] {
    const values: ValueId[] = [];
    if (this.#scanner.next.kind !== "value") return values;
    do values.push(this.#value());
    while (this.#scanner.takes(","));
    return values;
  }

  #elements(open: string, close: string): readonly Element[] {
    this.#scanner.expect(open);
    return this.#scanner.takeList(close, () => {
      const kind = this.#scanner.takes("...") ? "spread" : "value";
      return { kind, value: this.#value() };
    });
  }

  #fields(): readonly RecordField[] {
    this.#scanner.expect("{");
    return this.#scanner.takeList("}", () => {
      const name = this.#scanner.takeWord();
      const optional = this.#scanner.takes("?") ? ({ optional: true } as const) : {};
      this.#scanner.expect(":");
      return { name, value: this.#value(), ...optional };
    });
  }

  #key(): Key {
    if (this.#scanner.next.kind === "field") {
      return { kind: "field", name: unquote(this.#scanner.take().text.slice(1)) };
    }
    this.#scanner.expect("[");
    const index = this.#value();
    this.#scanner.expect("]");
    return { kind: "index", index };
  }

  #constant(): { readonly value: number | boolean | string | bigint | null | undefined } | undefined {
    const { kind, text } = this.#scanner.next;
    const constant = constants.get(text);
    if (kind === "string") return { value: this.#scanner.takeString() };
    if (kind !== "number" && !(kind === "word" && constant)) return undefined;
    this.#scanner.take();
    if (constant) return constant;
    return { value: text.endsWith("n") ? BigInt(text.slice(0, -1)) : Number(text) };
  }

  #literal(): unknown {
    const scanner = this.#scanner;
    if (scanner.takes("[")) return scanner.takeList("]", () => this.#literal());
    if (scanner.takes("{")) {
      return Object.fromEntries(
        scanner.takeList("}", () => {
          const name = scanner.takeString();
          scanner.expect(":");
          return [name, this.#literal()] as const;
        }),
      );
    }
    const constant = this.#constant();
    return constant ? constant.value : scanner.fail("expected a constant");
  }

  #function(): FunctionId {
    return functionId(unquote(this.#scanner.takeKind("function").slice(1)));
  }

  #label(): Label {
    return label(this.#scanner.takeWord());
  }

  /** An origin, or the last one again. */
  #at(): Origin {
    if (this.#scanner.next.kind !== "origin") return this.#origin;
    const [start = 0, length = 0, line = 1] = this.#scanner.take().text.slice(1).split(/[+:]/u).map(Number);
    this.#origin = { start, length, line };
    return this.#origin;
  }
}

const constants: ReadonlyMap<string, { readonly value: number | boolean | null | undefined }> = new Map([
  ["true", { value: true }],
  ["false", { value: false }],
  ["null", { value: null }],
  ["undefined", { value: undefined }],
  ["NaN", { value: NaN }],
]);
