/** `const b = a; b[0] = 1`: a write through a variable that is only another name. Refused in this step; see `aliases.ts`. */
import type ts from "typescript";
import type { ValueId } from "../ir/ir.ts";
import { isReference } from "../ir/types.ts";
import type { Lowering } from "./lowering.ts";
import { bare } from "./syntax.ts";

export function refuseSecondName(cx: Lowering, object: ts.Expression, ref: ValueId, target: ts.Node): void {
  const node = bare(cx.ts, object);
  const name = cx.fn.nameOf(ref);
  if (!cx.ts.isIdentifier(node) || name === undefined || name === node.text || !isReference(cx.typeOf(ref))) return;
  cx.refuse("AD2014", target, `\`${node.text}\` is another name of \`${name}\`, which \`${target.getText()}\` writes`);
}
