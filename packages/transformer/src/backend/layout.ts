/**
 * Lines no wider than 120. What may stand on several lines is an array, a record or a call, with one item a line; everything
 * else was kept narrow before (`fold`). An array of several rows always has one row a line, as oxfmt wants it.
 */
import type { Op, ValueId } from "../ir/ir.ts";
import { closingBracket, splitAt } from "./brackets.ts";
import type { Expressions } from "./expression.ts";
import { fieldText, instanceText } from "./expression.ts";
import { membersOf, openType, unionLines } from "./type-layout.ts";
import { fieldKey } from "./type-text.ts";
import { width } from "./width.ts";
import type { Piece } from "./width.ts";

export interface Layout {
  readonly flat: string;
  /** For what can be broken. */
  readonly group?: {
    readonly open: string;
    readonly close: string;
    readonly items: readonly { readonly prefix: string; readonly layout: Layout }[];
    /** Numbers fill their lines. */
    readonly isFilled: boolean;
  };
  /** The lines of `prefix … suffix`, for what breaks in another way than a group. */
  readonly broken?: (prefix: string, suffix: string, depth: number) => readonly Piece[];
  /** Never on one line. */
  readonly isForced: boolean;
}

export function layoutOf(expressions: Expressions, value: ValueId): Layout {
  const op = expressions.foldedOp(value);
  return op ? layoutOfOp(expressions, op) : flat(expressions.text(value).text);
}

export function layoutOfOp(expressions: Expressions, op: Op): Layout {
  const text = expressions.op(op).text;
  switch (op.kind) {
    case "record": {
      const { construct } = op;
      if (construct?.args) return callLayout(expressions, construct.args, text);
      const items = expressions.printedFields(op).map((field) => {
        const { name, value } = field;
        const optional = expressions.optionalField(field);
        if (optional !== undefined) return { prefix: "", layout: flat(optional) };
        const layout = layoutOf(expressions, value);
        const isShort = fieldText(name, layout.flat) === layout.flat;
        return { prefix: isShort ? "" : `${fieldKey(name)}: `, layout };
      });
      const isForced = items.some(({ layout }) => layout.isForced);
      return items.length === 0
        ? flat(text)
        : { flat: text, group: { ...bracesOf(construct?.text), items, isFilled: false }, isForced };
    }
    case "array": {
      const items = op.elements.map(({ kind, value }, i) =>
        kind === "value"
          ? { prefix: "", layout: layoutOf(expressions, value) }
          : { prefix: "", layout: flat(expressions.items(op.elements)[i] ?? "") },
      );
      if (items.length === 0) return flat(text);
      const isFilled = items.length > 1 && items.every(({ layout }) => /^-?\d[\d.e+-]*$/.test(layout.flat));
      const isForced = isTable(items.map(({ layout }) => layout)) || items.some(({ layout }) => layout.isForced);
      return { flat: text, group: { open: "[", close: "]", items, isFilled }, isForced };
    }
    case "call":
      return expressions.isVariadic(op.callee) ? flat(text) : callLayout(expressions, op.args, text);
    case "zeros-like":
    case "clone":
      return layoutOfShape(text);
    case "allocate":
      return layoutOfNew(text);
    case "opaque":
      return layoutOfHost(text);
    case "cast":
      return layoutOfCast(text);
    default:
      return flat(text);
  }
}

function callLayout(expressions: Expressions, args: readonly ValueId[], text: string): Layout {
  const items = args.map((arg) => ({ prefix: "", layout: layoutOf(expressions, arg) }));
  // A literal as an argument would be wrapped in another way; it gets a name instead.
  if (items.length === 0 || items.some(({ layout }) => layout.group)) return flat(text);
  const open = text.slice(0, text.length - items.map(({ layout }) => layout.flat).join(", ").length - 1);
  return { flat: text, group: { open, close: ")", items, isFilled: false }, isForced: false };
}

function bracesOf(className: string | undefined): { readonly open: string; readonly close: string } {
  if (className === undefined) return { open: "{", close: "}" };
  const [open = "", close = ""] = instanceText(className, "{}").split("{}");
  return { open: `${open}{`, close: `}${close}` };
}

/** `new Array<T>(n)`: an object type opens, for any other the argument moves to a line of its own. */
function layoutOfNew(text: string): Layout {
  const [, type, argument] = /^new Array<(.*)>\((.*)\)$/s.exec(text) ?? [];
  if (type === undefined || argument === undefined) return flat(text);
  if (membersOf(type).length > 1) {
    const broken: Layout["broken"] = (prefix, suffix, depth) => [
      { depth, text: `${prefix}new Array<` },
      ...unionLines(type, depth + 1),
      { depth, text: `>(${argument})${suffix}` },
    ];
    return { flat: text, broken, isForced: false };
  }
  if (type.startsWith("{ ") && type.endsWith("}")) {
    const broken: Layout["broken"] = (prefix, suffix, depth) =>
      openType(`${prefix}new Array<`, type, `>(${argument})${suffix}`, depth);
    return { flat: text, broken, isForced: false };
  }
  const items = [{ prefix: "", layout: flat(argument) }];
  return { flat: text, group: { open: `new Array<${type}>(`, close: ")", items, isFilled: false }, isForced: false };
}

/** `x as T`: the type opens. */
function layoutOfCast(text: string): Layout {
  const [, head, type] = /^([\w$.]+ as )(.*)$/s.exec(text) ?? [];
  if (head === undefined || type === undefined) return flat(text);
  const broken: Layout["broken"] = (prefix, suffix, depth) => openType(`${prefix}${head}`, type, suffix, depth);
  return { flat: text, broken, isForced: false };
}

/** Host code that ends in a callback of one expression: the expression moves to lines of its own. */
function layoutOfHost(text: string): Layout {
  const [, head, body = ""] = /^([^=`]*\(\([\w$, ]*\) =>) (?!\{)([^`]*)\)$/s.exec(text) ?? [];
  if (head === undefined || body.startsWith("({")) return flat(text);
  const isWrapped = body.startsWith("(") && closingBracket(body.slice(1)) === body.length - 2;
  const broken: Layout["broken"] = (prefix, suffix, depth) => {
    const [first = "", ...rest] = (isWrapped ? body.slice(1, -1) : body).split("\n");
    // The user's lines keep their indentation against each other; the last one closes what the first one opens.
    const outer = /^\s*/.exec(rest.at(-1) ?? "")?.[0] ?? "";
    const lines = rest.map((line) => (line.startsWith(outer) ? line.slice(outer.length) : line.trimStart()));
    const inside = [first, ...lines].map((text): Piece => ({ depth: text === "" ? 0 : depth + 1, text }));
    return [
      { depth, text: `${prefix}${head}` },
      ...inside.map((line, i) => (i === inside.length - 1 ? { ...line, text: `${line.text},` } : line)),
      { depth, text: `)${suffix}` },
    ];
  };
  return { flat: text, broken, isForced: body.includes("\n") };
}

/** Of the text of fresh memory in a shape: literals, and `xs.map((row) => …)` around them. */
function layoutOfShape(text: string): Layout {
  const bracket = text.charAt(0);
  if ((bracket === "{" || bracket === "[") && closingBracket(text.slice(1)) === text.length - 2) {
    const items = splitAt(",", text.slice(1, -1)).map((item) => {
      const [prefix = ""] = bracket === "{" ? (/^[\p{ID_Continue}$]+: /u.exec(item.trim()) ?? []) : [];
      return { prefix, layout: layoutOfShape(item.trim().slice(prefix.length)) };
    });
    if (items.length === 0) return flat(text);
    const isForced = items.some(({ layout }) => layout.isForced) || isTable(items.map(({ layout }) => layout));
    return { flat: text, group: { open: bracket, close: text.slice(-1), items, isFilled: false }, isForced };
  }
  const [, head, body] = /^([\w$.[\]]+\.map\(\(\w*\)(?:: [^=]*)? =>) (.*)\)$/s.exec(text) ?? [];
  if (head === undefined || body === undefined) return flat(text);
  const isLiteral = body.startsWith("({") || body.startsWith("[");
  if (!isLiteral) {
    // On a line of its own a choice needs no parentheses.
    const isWrapped = body.startsWith("(") && closingBracket(body.slice(1)) === body.length - 2;
    const items = [{ prefix: "", layout: layoutOfShape(isWrapped ? body.slice(1, -1) : body) }];
    return { flat: text, group: { open: head, close: ")", items, isFilled: false }, isForced: false };
  }
  const { group, isForced } = layoutOfShape(body.startsWith("(") ? body.slice(1, -1) : body);
  const [open, close] = body.startsWith("(") ? ["(", ")"] : ["", ""];
  return group
    ? {
        flat: text,
        group: { ...group, open: `${head} ${open}${group.open}`, close: `${group.close}${close})` },
        isForced,
      }
    : flat(text);
}

export function flat(text: string): Layout {
  return { flat: text, isForced: false };
}

/** Several rows or records of several items each. */
function isTable(items: readonly Layout[]): boolean {
  const [first] = items;
  if (!first?.group || items.length < 2) return false;
  const { open } = first.group;
  return items.every(({ group }) => group?.open === open && group.items.length > 1 && (open === "[" || open === "{"));
}

/** The statement `prefix layout suffix`, on one line where it fits. */
export function arrange(prefix: string, layout: Layout, suffix: string, depth: number): readonly Piece[] {
  const line = `${prefix}${layout.flat}${suffix}`;
  const { group, broken } = layout;
  if (!layout.isForced && 2 * depth + line.length <= width) return [{ depth, text: line }];
  if (broken) return broken(prefix, suffix, depth);
  if (!group) return [{ depth, text: line }];
  const start = `${prefix}${group.open}`;
  if (isAssignedCall(prefix, group.open) && 2 * depth + start.length > width)
    return [{ depth, text: prefix.trimEnd() }, ...arrange("", layout, suffix, depth + 1)];
  const inside = group.isFilled
    ? fill(
        group.items.map((item) => item.layout.flat),
        depth + 1,
      )
    : group.items.flatMap((item) => arrange(item.prefix, item.layout, ",", depth + 1));
  return [{ depth, text: start }, ...inside, { depth, text: `${group.close}${suffix}` }];
}

/** Where the name of the callee alone is too wide behind the `=`, the call moves below it. */
function isAssignedCall(prefix: string, open: string): boolean {
  return /^[^:]* [-+]?= $/.test(prefix) && /^[\p{ID_Continue}$.]+\($/u.test(open);
}

function fill(items: readonly string[], depth: number): readonly Piece[] {
  const lines: string[] = [];
  let line = "";
  for (const item of items) {
    const longer = line === "" ? `${item},` : `${line} ${item},`;
    if (line !== "" && 2 * depth + longer.length > width) {
      lines.push(line);
      line = `${item},`;
    } else {
      line = longer;
    }
  }
  return [...lines, line].map((text) => ({ depth, text }));
}
