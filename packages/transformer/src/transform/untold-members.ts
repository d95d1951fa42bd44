/** Members of a union that no test tells apart: where adgen comes to them, the user is told (AD2039). */
import { InternalError } from "../base/internal-error.ts";

export class UntoldMembers extends InternalError {
  override name = "UntoldMembers";
}
