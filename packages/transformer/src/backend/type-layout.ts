/** A type's text over several lines where it does not fit on one: the outermost literal opens, with one member a line. */
import { closingBracket, splitAt } from "./brackets.ts";
import { width } from "./width.ts";
import type { Piece } from "./width.ts";

/** The lines of `prefix type suffix`, as oxfmt breaks them. */
export function arrangeType(prefix: string, type: string, suffix: string, depth: number): readonly Piece[] {
  const line = `${prefix}${type}${suffix}`;
  return 2 * depth + line.length <= width ? [{ depth, text: line }] : openType(prefix, type, suffix, depth);
}

/** The same, over several lines in any case where the type is a literal or a union. */
export function openType(prefix: string, type: string, suffix: string, depth = 0): readonly Piece[] {
  const bracketed = /^\((.*)\)((?:\[\])+)$/s.exec(type);
  const [, within = "", after = ""] = bracketed ?? [];
  if (bracketed && closingBracket(type.slice(1)) === within.length && membersOf(within).length > 1) {
    const union = unionLines(within, depth + 1);
    return [{ depth, text: `${prefix}(` }, ...union, { depth, text: `)${after}${suffix}` }];
  }
  if (membersOf(type).length > 1) {
    const union = unionLines(type, depth + 1);
    const last = union.at(-1);
    return [
      { depth, text: prefix.trimEnd() },
      ...union.slice(0, -1),
      ...(last ? [{ ...last, text: `${last.text}${suffix}` }] : []),
    ];
  }
  const literal = literalOf(type);
  if (!literal) return [{ depth, text: `${prefix}${type}${suffix}` }];
  const inside = literal.members.flatMap((member) => {
    const { label, type: inner } = labelled(member);
    return arrangeType(label, inner, literal.separator, depth + 1);
  });
  return [{ depth, text: `${prefix}${literal.open}` }, ...inside, { depth, text: `${literal.close}${suffix}` }];
}

/** The members of a union; of any other type, itself. */
export function membersOf(type: string): readonly string[] {
  return type.includes(" | ") && !type.includes("=>") ? splitAt("|", type).map((member) => member.trim()) : [type];
}

/** One member a line; what a member opens is indented once more, past its bar. */
export function unionLines(type: string, depth: number): readonly Piece[] {
  return membersOf(type).flatMap((member) => {
    const [first, ...rest] = arrangeType("| ", member, "", depth);
    return first ? [first, ...rest.map((piece) => ({ ...piece, depth: piece.depth + 1 }))] : [];
  });
}

interface Literal {
  readonly open: string;
  readonly close: string;
  readonly separator: string;
  readonly members: readonly string[];
}

/** An object or tuple type, or an array of them; undefined for any other type. */
export function literalOf(type: string): Literal | undefined {
  const [, open = "", opened, rest = ""] = /^((?:readonly )?([[{]))(.*)$/s.exec(type) ?? [];
  const isObject = opened === "{";
  const end = closingBracket(rest);
  const after = rest.slice(end + 1);
  if (opened === undefined || end < 0 || !/^(?:\[\])*$/.test(after)) return undefined;
  const separator = isObject ? ";" : ",";
  const members = splitAt(separator, rest.slice(0, end)).map((member) => member.trim());
  return members.length === 0 ? undefined : { open, close: `${isObject ? "}" : "]"}${after}`, separator, members };
}

function labelled(member: string): { readonly label: string; readonly type: string } {
  const label = /^(?:\.\.\.)?(?:readonly )?(?:[\p{ID_Continue}$]+|"[^"]*"|'[^']*')\??: /u.exec(member)?.[0] ?? "";
  return { label, type: member.slice(label.length) };
}
