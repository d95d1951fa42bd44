/** Names that are not taken, as near to the wish as they can be: `x`, `x2`, `x3` … */

export function freeName(wish: string, taken: { readonly has: (name: string) => boolean }): string {
  let name = wish;
  for (let i = 2; taken.has(name); i++) name = `${wish}${i}`;
  return name;
}

/** The same; it is taken from then on. */
export function freshName(wish: string, taken: Set<string>): string {
  const name = freeName(wish, taken);
  taken.add(name);
  return name;
}
