/** The signatures of a marked function with overloads: its derivatives have one each, over one body. */
import type ts from "typescript";
import type { SourceOverload } from "../ir/request.ts";
import { tangentOf, undefinedType, unionOf } from "../ir/types.ts";
import type { Type } from "../ir/types.ts";
import type { FileLowering } from "./file-lowering.ts";
import type { FunctionEntry } from "./function-entry.ts";
import { isUntyped, withoutLiterals } from "./type-predicates.ts";

/** Those that take and give numbers; none where the function has a single signature. */
export function sourceOverloads(file: FileLowering, entry: FunctionEntry): readonly SourceOverload[] {
  const { node } = entry;
  if (file.ts.isClassLike(node)) return [];
  return file.oracle.overloadsOf(node).flatMap((signature) => {
    const overload = overloadOf(file, entry, signature);
    const { types } = file.typeLowering;
    const isCarrying = overload.params.some((type) => tangentOf(type, types)) && tangentOf(overload.result, types);
    return isCarrying ? [overload] : [];
  });
}

/** Each parameter keeps the place that it has in the body; one that the overload lacks is `undefined` there. */
function overloadOf(file: FileLowering, entry: FunctionEntry, signature: ts.SignatureDeclaration): SourceOverload {
  const own = signature.parameters.filter(({ name }) => name.getText() !== "this");
  const first = entry.hasReceiver ? 1 : 0;
  const params = entry.parameters.map((parameter, i) => {
    if (i < first || parameter.node === undefined) return parameter.type;
    const declared = own[i - first];
    if (!declared) return undefinedType;
    const type = file.lowerType(file.oracle.typeAt(declared));
    if (isUntyped(type)) return parameter.type;
    return declared.questionToken ? unionOf([...membersOf(type), undefinedType]) : type;
  });
  const result = file.oracle.returnTypeOf(signature);
  return { params, result: result ? withoutLiterals(file.lowerType(result)) : entry.result };
}

/** Those of an optional one without `undefined`, which is written last. */
function membersOf(type: Type): readonly Type[] {
  return type.kind === "union" ? type.members.filter(({ kind }) => kind !== "undefined") : [type];
}
