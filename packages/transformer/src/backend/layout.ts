/**
 * Lines no wider than 120. What may stand on several lines is an array, a record or a call, with one item a line; everything
 * else was kept narrow before (`fold`). An array of several rows always has one row a line, as oxfmt wants it.
 */
import type { Op, ValueId } from "../ir/ir.ts";
import type { Expressions } from "./expression.ts";
import { fieldText, instanceText } from "./expression.ts";
import { fieldKey } from "./type-text.ts";

export const width = 120;

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
  /** Never on one line. */
  readonly isForced: boolean;
}

export interface Piece {
  readonly depth: number;
  readonly text: string;
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
      const items = op.fields.map(({ name, value }) => {
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
      return callLayout(expressions, op.args, text);
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
  const { group } = layout;
  if (!group || (!layout.isForced && 2 * depth + line.length <= width)) return [{ depth, text: line }];
  const inside = group.isFilled
    ? fill(
        group.items.map((item) => item.layout.flat),
        depth + 1,
      )
    : group.items.flatMap((item) => arrange(item.prefix, item.layout, ",", depth + 1));
  return [{ depth, text: `${prefix}${group.open}` }, ...inside, { depth, text: `${group.close}${suffix}` }];
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
