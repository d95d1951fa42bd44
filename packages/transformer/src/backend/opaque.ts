/** Host code: the user's own text around our expressions. */
import type { OpaqueOp } from "../ir/ir.ts";
import type { Text } from "./operators.ts";

/** The op's text; an argument is parenthesised unless the text around it leaves no doubt. */
export function opaqueText(
  { pieces: written, precedence, stops }: OpaqueOp,
  args: readonly Text[],
  isTyped: boolean,
): Text {
  if (stops && args[0]) return args[0];
  const pieces = isTyped ? written : written.map((piece) => piece.replace(typedSet, "new Set("));
  let text = pieces[0] ?? "";
  for (const [i, arg] of args.entries()) {
    const next = pieces[i + 1] ?? "";
    text += needsParentheses(text, arg, next) ? `(${arg.text})` : arg.text;
    text += next;
  }
  return { text, precedence };
}

/** What checks at an entry are written with: the one type argument in a text that is not the user's. */
const typedSet = "new Set<unknown>(";

function needsParentheses(before: string, arg: Text, after: string): boolean {
  if (arg.precedence >= 17) return /^\d/.test(arg.text) && after.trimStart().startsWith(".");
  const isNegative = /^-\d[\d.e]*$/.test(arg.text);
  if (isNegative && /\s(?:[-+/%<>?:]|[<>!=]=+|&&|\|\|)\s$/.test(before) && /^\s*(?:$|[)\],;}])/.test(after))
    return false;
  const opens = /(?:^|[([,{]|\$\{|=>|=|\breturn)\s*$/.test(before) && !/[=!<>]=\s*$/.test(before);
  const closes = /^\s*(?:$|[)\],;}])/.test(after);
  return !(opens && closes && (before.trim() !== "" || after.trim() !== ""));
}

const strings = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g;

/** The identifiers that the text refers to, as far as that can be told without a parser: too many rather than too few. */
export function identifiersIn(pieces: readonly string[]): readonly string[] {
  // The argument's place is marked, so that `a${` and `}b` do not grow together.
  const text = withoutTemplateText(pieces.join("\u0000").replaceAll(strings, '""'));
  return [...text.matchAll(/(?<![\p{ID_Continue}$.])(?:\.\.\.)?([\p{ID_Start}$_][\p{ID_Continue}$]*)/gu)].flatMap(
    (match) => (match[1] === undefined ? [] : [match[1]]),
  );
}

/** Drops the literal parts of template strings, keeps what stands in `${}`. */
function withoutTemplateText(text: string): string {
  let result = "";
  // For every open brace: whether it belongs to a template's `${`.
  const braces: boolean[] = [];
  let isInTemplate = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? "";
    if (isInTemplate) {
      if (char === "\\") i++;
      else if (char === "`") isInTemplate = false;
      else if (char === "$" && text[i + 1] === "{") {
        braces.push(true);
        isInTemplate = false;
        i++;
        result += " ";
      }
    } else if (char === "`") {
      isInTemplate = true;
      result += " ";
    } else if (char === "}" && braces.pop() === true) {
      isInTemplate = true;
    } else {
      if (char === "{") braces.push(false);
      result += char;
    }
  }
  return result;
}
