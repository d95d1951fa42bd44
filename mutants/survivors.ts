/** Mutants of the sample that no fixture notices, by their keys, and why nothing can be noticed. */
export const explained: ReadonlyMap<string, string> = new Map([]);
