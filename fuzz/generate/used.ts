/** Leaves out what a program declares and does not use: it would be compiled for nothing. */
const declaration = /^(?:export )?(?:function|class|interface|type|const) (\w+|\{[^}]*\})/gm;

/** Of a module whose declarations are paragraphs, those that `root` reaches by their names. */
export function whatIsUsed(text: string, root: string): string {
  const paragraphs = text.split(/\n\n(?=[^\s}])/);
  const names = paragraphs.map((paragraph) =>
    [...paragraph.matchAll(declaration)].flatMap(([, name]) => wordsOf(name!)),
  );
  const waiting = [root];
  const used = new Set<number>();
  for (const name of waiting) {
    for (const [i, declared] of names.entries()) {
      if (used.has(i) || !declared.includes(name)) continue;
      used.add(i);
      waiting.push(...new Set(wordsOf(paragraphs[i]!)));
    }
  }
  return paragraphs.filter((_, i) => used.has(i)).join("\n\n");
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[A-Za-z_$][\w$]*/g) ?? [];
}
