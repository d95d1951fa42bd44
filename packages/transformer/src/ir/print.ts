/**
 * The text form of the IR: what `adgen --emit ssa` shows and what the tests of passes are written in.
 *
 *   func @dot(%0 xs: number[], %1 ys: number[]) -> number in "dot.ts" @24+3:2 {
 *     %2 s = 0 @60+1:3
 *     %3 = length %0 @80+9:4
 *     %4 s = for loop0 (%5 i, %6 s) = (%2, %2) while < %3 step 1 @64+50:4 {
 *       %7 = %0[%5] @100+5:4
 *       %8 = %1[%5] @108+5:4
 *       %9 = mul %7, %8 @100+13:4
 *       %10 s = add %6, %9
 *       yield %10
 *     }
 *     return %4 @120+9:5
 *   }
 *
 * A definition reads `%id name: type`; a type that is left out is `number`. An origin reads `@start+length:line`; one that is
 * left out is that of the line before. `parse(print(f))` is `f`, down to the table of values and the texts of types; only
 * a `known` value that is no JSON is lost.
 */
import { assertNever } from "../base/assert-never.ts";
import type { Element, IrFunction, Key, Op, Origin, Region, Terminator, Unit, ValueId } from "./ir.ts";
import { printLiteral } from "./literal.ts";
import { printType, printWord } from "./print-type.ts";
import type { TypeStyle } from "./print-type.ts";
import { resultsOf, walkValues } from "./visit.ts";

export interface PrintOptions {
  /** False leaves out origins and unused values, and shows types as the user wrote them: for people. */
  readonly origins?: boolean;
}

/** Words with a meaning of their own at the start of an op; a primitive of such a name is written `prim "name"`. */
export const opWords: ReadonlySet<string> = new Set(
  (
    "undef fold cast call opaque allocate zeros-like clone length has-index remove push pop fill comment prim free if for while block try " +
    "yield condition return break continue throw unused true false null undefined NaN Infinity"
  ).split(" "),
);

export function print(fn: IrFunction, options: PrintOptions = {}): string {
  return new Printer(fn, options.origins ?? true).print();
}

/** The named types and the functions of a unit, in their order. */
export function printUnit(unit: Unit, options: PrintOptions = {}): string {
  const style: TypeStyle = (options.origins ?? true) ? "full" : "wishes";
  const types = [...unit.types.values()].map(
    ({ name, type, emitted }) => `type #${printWord(name)}${emitted ? " emitted" : ""} = ${printType(type, style)}\n`,
  );
  const functions = [...unit.functions.values()].map((fn) => print(fn, options));
  return [types.join(""), ...functions].filter((part) => part !== "").join("\n");
}

/** One op on its own, without its regions and origin: for messages. */
export function printOp(fn: IrFunction, op: Op): string {
  return new Printer(fn, false).printAlone(op);
}

class Printer {
  readonly #fn: IrFunction;
  readonly #complete: boolean;
  readonly #lines: string[] = [];
  #origin: Origin;

  constructor(fn: IrFunction, complete: boolean) {
    this.#fn = fn;
    this.#complete = complete;
    this.#origin = fn.origin;
  }

  print(): string {
    const { id, name, fileName, origin, params, resultType, body } = this.#fn;
    const wish = name === String(id) ? "" : ` ${printWord(name)}`;
    const at = this.#complete ? ` in ${JSON.stringify(fileName)} ${printOrigin(origin)}` : "";
    const inside = body.params.length > 0 ? ` ${this.#params(body.params)}` : "";
    this.#lines.push(
      `func @${printWord(id)}${wish}${this.#params(params)} -> ${this.#type(resultType)}${at}${inside} {`,
    );
    if (this.#complete) this.#unused();
    this.#region(body, "  ");
    this.#lines.push("}", "");
    return this.#lines.join("\n");
  }

  printAlone(op: Op): string {
    return this.#head(op);
  }

  /** The entries of the table that nothing defines: old ones that passes have left behind. */
  #unused(): void {
    const defined = new Set<ValueId>(this.#fn.params);
    walkValues(this.#fn.body, { define: (value) => void defined.add(value) });
    const unused = [...this.#fn.values.keys()].map((id) => id as ValueId).filter((id) => !defined.has(id));
    if (unused.length > 0) this.#lines.push(`  unused ${this.#params(unused)}`);
  }

  #region(region: Region, indent: string): void {
    for (const op of region.ops) this.#op(op, indent);
    this.#lines.push(`${indent}${printEnd(region.end)}${this.#at(region.end.origin)}`);
  }

  #op(op: Op, indent: string): void {
    this.#lines.push(`${indent}${this.#head(op)}${this.#at(op.origin)}`);
    switch (op.kind) {
      case "if":
        this.#braced(`${this.#noParams(op.then)}{`, op.then, indent);
        this.#braced(`} else ${this.#noParams(op.else)}{`, op.else, indent);
        break;
      case "for":
        this.#braced("{", op.body, indent);
        break;
      case "while":
        this.#braced("{", op.before, indent);
        this.#braced(`} do ${this.#params(op.after.params)} {`, op.after, indent);
        break;
      case "block":
        this.#braced(`${this.#noParams(op.body)}{`, op.body, indent);
        break;
      case "try":
        this.#braced(`${this.#noParams(op.body)}{`, op.body, indent);
        this.#braced(`} catch ${this.#params(op.handler.params)} {`, op.handler, indent);
        break;
      default:
        return;
    }
    this.#lines.push(`${indent}}`);
  }

  #braced(open: string, region: Region, indent: string): void {
    if (open.startsWith("}")) this.#lines.push(`${indent}${open}`);
    else this.#lines.push(`${this.#lines.pop() ?? ""} ${open}`);
    this.#region(region, `${indent}  `);
  }

  #head(op: Op): string {
    const results = resultsOf(op);
    const left = results.length > 0 ? `${results.map((id) => this.#definition(id)).join(", ")} = ` : "";
    return left + this.#right(op);
  }

  #right(op: Op): string {
    switch (op.kind) {
      case "const":
        return printLiteral(op.value);
      case "undef":
        return "undef";
      case "prim": {
        const word = printWord(op.prim);
        const prim = word.startsWith('"') || opWords.has(word) ? `prim ${JSON.stringify(op.prim)}` : word;
        const free = op.free ? "free " : "";
        return op.args.length === 0 ? `${free}${prim}()` : `${free}${prim} ${list(op.args)}`;
      }
      case "fold":
        return `fold ${printWord(op.prim)}${elements(op.args, "()")}`;
      case "cast":
      case "zeros-like":
      case "clone":
        return `${op.kind} %${op.arg}`;
      case "call":
        return `call ${op.checkpoint ? "again " : ""}@${printWord(op.callee)}(${list(op.args)})`;
      case "opaque": {
        const text = op.pieces.flatMap((piece, i) => [
          JSON.stringify(piece),
          ...(op.args[i] === undefined ? [] : [`%${op.args[i]}`]),
        ]);
        const precedence = op.precedence === 20 ? "" : ` precedence ${op.precedence}`;
        if (op.stops) return `stop %${op.args[0]}`;
        const known = "known" in op ? printLiteral(op.known) : "";
        return `opaque ${op.effect} (${text.join(" ")})${precedence}${known && ` known ${known}`}`;
      }
      case "array":
        return elements(op.elements, "[]");
      case "record": {
        const fields =
          op.fields.length === 0
            ? "{}"
            : `{ ${op.fields.map((f) => `${printWord(f.name)}${f.optional ? "?" : ""}: %${f.value}`).join(", ")} }`;
        const { construct } = op;
        if (!construct) return fields;
        const args = construct.args && ` (${construct.args.map((arg) => `%${arg}`).join(", ")})`;
        return `new ${JSON.stringify(construct.text)}${args ?? ""} ${fields}`;
      }
      case "allocate":
        return `allocate %${op.length}${op.fill === undefined ? "" : ` fill %${op.fill}`}`;
      case "load":
        return place(op.ref, op.key);
      case "store":
        return op.resizes
          ? `resize %${op.ref} to %${op.value}`
          : op.removes
            ? `remove ${place(op.ref, op.key)} for %${op.value}`
            : `${place(op.ref, op.key)} = %${op.value}`;
      case "length":
      case "pop":
        return `${op.kind} %${op.ref}`;
      case "has-index":
        return `has-index %${op.ref}[%${op.index}]`;
      case "push":
        return `push %${op.ref}${elements(op.elements, "()")}`;
      case "fill":
        return `fill %${op.ref} with %${op.value}`;
      case "view":
        return `view %${op.ref} from %${op.from}${op.to === undefined ? "" : ` to %${op.to}`}`;
      case "comment":
        return `comment ${JSON.stringify(op.text)}${op.blank ? " blank" : ""}`;
      case "if":
        return `if %${op.condition}`;
      case "for": {
        const inits = list([op.from, ...op.inits]);
        const test = `while ${op.compare} %${op.to} step ${op.step}`;
        return `for ${printWord(op.label)} ${this.#params(op.body.params)} = (${inits}) ${test}`;
      }
      case "while":
        return `while ${printWord(op.label)} ${this.#params(op.before.params)} = (${list(op.inits)})`;
      case "block":
        return `block ${printWord(op.label)}`;
      case "try":
        return "try";
      default:
        return assertNever(op, "op");
    }
  }

  #params(params: readonly ValueId[]): string {
    return `(${params.map((id) => this.#definition(id)).join(", ")})`;
  }

  /** The region of an `if` or `block` has no parameters; where a fault gave it some, they are to be seen. */
  #noParams(region: Region): string {
    return region.params.length > 0 ? `${this.#params(region.params)} ` : "";
  }

  #definition(id: ValueId): string {
    const value = this.#fn.values[id];
    if (!value) return `%${id}`;
    const name = value.name === undefined ? "" : ` ${printWord(value.name)}`;
    const type = this.#type(value.type);
    return type === "number" ? `%${id}${name}` : `%${id}${name}: ${type}`;
  }

  #type(type: Parameters<typeof printType>[0]): string {
    return printType(type, this.#complete ? "full" : "wishes");
  }

  #at(origin: Origin): string {
    const last = this.#origin;
    if (!this.#complete) return "";
    this.#origin = origin;
    const same = origin.start === last.start && origin.length === last.length && origin.line === last.line;
    return same ? "" : ` ${printOrigin(origin)}`;
  }
}

function printEnd(end: Terminator): string {
  switch (end.kind) {
    case "yield":
      return `yield ${list(end.values)}`.trimEnd();
    case "condition":
      return `condition ${list([end.condition, ...end.values])}`;
    case "return":
      return end.value === undefined ? "return" : `return %${end.value}`;
    case "break":
    case "continue":
      return `${end.kind} ${printWord(end.label)} ${list(end.values)}`.trimEnd();
    case "throw":
      return `throw %${end.value}`;
    default:
      return assertNever(end, "terminator");
  }
}

function printOrigin({ start, length, line }: Origin): string {
  return `@${start}+${length}:${line}`;
}

function list(values: readonly ValueId[]): string {
  return values.map((value) => `%${value}`).join(", ");
}

function elements(items: readonly Element[], brackets: "()" | "[]"): string {
  const text = items.map(({ kind, value }) => (kind === "spread" ? `...%${value}` : `%${value}`)).join(", ");
  return `${brackets[0]}${text}${brackets[1]}`;
}

function place(ref: ValueId, key: Key): string {
  if (key.kind === "index") return `%${ref}[%${key.index}]`;
  return `%${ref}.${/^\d+$/.test(key.name) ? key.name : printWord(key.name)}`;
}
