import { InternalError } from "./internal-error.ts";

/** Ends an exhaustive switch: the compiler proves that it is not reached. */
export function assertNever(value: never, what: string): never {
  throw new InternalError(`unexpected ${what}: ${JSON.stringify(value)}`);
}
