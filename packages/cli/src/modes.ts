/** The derivatives that can be asked for, and other choices of the command line. */
import { UsageError } from "./command-error.ts";

export const modes = ["jvp", "vjp", "grad", "hvp", "into", "jacobian", "hessian"] as const;
export type Mode = (typeof modes)[number];

export const emissions = ["ts", "ssa", "forward", "reverse", "json"] as const;
export type Emission = (typeof emissions)[number];

/** `jvp,vjp` => the modes, or what is wrong with them. */
export function parseModes(text: string): readonly Mode[] {
  return wordsOf(text).map((word) => {
    const mode = modes.find((known) => known === word);
    if (mode === undefined) throw new UsageError(`unknown mode '${word}' after --modes: there are ${modes.join(", ")}`);
    return mode;
  });
}

/** Names separated by commas, without blanks around them. */
export function wordsOf(text: string): readonly string[] {
  return text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}
