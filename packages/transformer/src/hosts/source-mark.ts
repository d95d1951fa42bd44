/**
 * What is derived from a function of another project is in the output of the project that calls it. A build looks only at declarations to
 * see whether that is up to date, and a change of a body changes none. So the declarations of a composite project say what they were made
 * from, and only those that say what the source is now are followed to it.
 */
const mark = "// adgen: made from ";

/** A declaration file that says which text it was made from; line numbers before its source map comment stay. */
export function withSourceMark(declarations: string, source: string): string {
  const end = declarations.lastIndexOf("//# sourceMappingURL=");
  const at = end < 0 ? declarations.length : end;
  const before = declarations.slice(0, at);
  const lineEnd = before === "" || before.endsWith("\n") ? "" : "\n";
  return `${before}${lineEnd}${mark}${digestOf(source)}\n${declarations.slice(at)}`;
}

export function isMadeFrom(declarations: string, source: string): boolean {
  return (
    declarations.includes(`\n${mark}${digestOf(source)}\n`) || declarations.startsWith(`${mark}${digestOf(source)}\n`)
  );
}

/** FNV-1a (Fowler, Noll and Vo) of 32 bits, twice: not against intent, only against change. */
function digestOf(text: string): string {
  const one = (start: number): string => {
    let hash = start;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    return (hash >>> 0).toString(16).padStart(8, "0");
  };
  return one(0x811c9dc5) + one(0x1b873593);
}
