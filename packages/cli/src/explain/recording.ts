/** What the generated adjoint sweep keeps of the primal, and why: `line 4  s is recorded: it changes from round to round`. */
export function recordingText(notes: readonly string[]): string {
  if (notes.length === 0) return "recording\n  nothing is kept: the adjoint sweep has all that it needs at hand";
  return ["recording", ...new Set(notes.map((note) => `  ${note}`))].join("\n");
}
