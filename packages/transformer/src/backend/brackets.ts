/** Finished text read for its brackets, to break it over lines. */

/** Where the bracket that was opened before the text closes. */
export function closingBracket(text: string): number {
  let found = -1;
  eachOutside(text, (char, i) => {
    if (found < 0 && "}])".includes(char)) found = i;
  });
  return found;
}

/** The parts between separators that stand in no brackets. */
export function splitAt(separator: string, text: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  eachOutside(text, (char, i) => {
    if (char !== separator) return;
    parts.push(text.slice(from, i));
    from = i + 1;
  });
  const last = text.slice(from);
  return last.trim() === "" ? parts : [...parts, last];
}

/** Visits what stands in no brackets and no string; the bracket that closes more than was opened too. */
function eachOutside(text: string, visit: (char: string, index: number) => void): void {
  let depth = 0;
  let quote: string | undefined;
  for (let i = 0; i < text.length && depth >= 0; i++) {
    const char = text.charAt(i);
    if (quote !== undefined) {
      if (char === "\\") i++;
      else if (char === quote) quote = undefined;
    } else if ("\"'`".includes(char)) {
      quote = char;
    } else if ("{[(<".includes(char)) {
      depth++;
    } else if ("}])>".includes(char) && text[i - 1] !== "=") {
      if (depth === 0) visit(char, i);
      depth--;
    } else if (depth === 0) {
      visit(char, i);
    }
  }
}
