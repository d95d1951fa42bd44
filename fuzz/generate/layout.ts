/** Indents lines by the braces that are open. */
export function indented(text: string): string {
  let depth = 0;
  return text
    .split("\n")
    .map((line) => {
      const own = line.trim();
      const closing = /^[}\])]/.test(own) ? 1 : 0;
      const tab = "  ".repeat(Math.max(depth - closing, 0));
      depth += count(own, "{") - count(own, "}");
      return own === "" ? "" : tab + own;
    })
    .join("\n");
}

function count(line: string, sign: string): number {
  return line.split(sign).length - 1;
}
