/** A fault of adgen's own (AD9001), never the user's: carries the pass and the function where it was noticed. */
export class InternalError extends Error {
  override name = "InternalError";
  pass: string | undefined = undefined;
  functionName: string | undefined = undefined;
}
