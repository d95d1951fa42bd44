/** A mistake to plant in the compiler: a patch of one line of its sources. */
export interface Fault {
  /** What is wrong with it, in a few words. */
  readonly name: string;
  /** The file, from packages/transformer/src. */
  readonly file: string;
  /** A text that occurs once in the file, within a line, and what stands in its place. */
  readonly from: string;
  readonly to: string;
  /** Parts of names of fixtures to look at first; what they miss, the others are asked for. */
  readonly near: readonly string[];
}

export interface Area {
  readonly name: string;
  readonly faults: readonly Fault[];
}

/** The text with the fault in it. Throws where the patch does not match exactly once. */
export function planted(text: string, { name, file, from, to }: Fault): string {
  const places = text.split(from).length - 1;
  if (places !== 1) throw new Error(`"${name}" matches ${places} times in ${file}: ${from}`);
  if (from.includes("\n") || to.includes("\n")) throw new Error(`"${name}" is no patch of one line`);
  return text.replace(from, () => to);
}
