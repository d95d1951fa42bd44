/** What the type parameters of generic classes are, by the type of an instance. */
import type ts from "typescript";
import type { Type } from "../ir/types.ts";
import type { ClassNode } from "./classes.ts";
import type { FileLowering } from "./file-lowering.ts";
import { withoutLiterals } from "./type-predicates.ts";
import type { Substitution } from "./type-memory.ts";

/** For a class and all that it extends; undefined where none of them is generic. */
export function classSubstitution(file: FileLowering, instance: ts.Type): Substitution | undefined {
  const { ts, oracle, typeLowering } = file;
  const found = new Map<ts.Type, Type>();
  let type: ts.Type | undefined = instance;
  // What a base class is given is written in terms of the class that extends it.
  let now = typeLowering.current;
  while (type) {
    const declaration: ts.Declaration | undefined = type.getSymbol()?.valueDeclaration;
    if (!declaration || !ts.isClassLike(declaration)) break;
    const args = oracle.typeArgumentsOf(type);
    const given = typeLowering.under(now, () => args.map((argument) => withoutLiterals(file.lowerType(argument))));
    for (const [i, parameter] of (declaration.typeParameters ?? []).entries()) {
      const argument = given[i];
      if (argument) found.set(oracle.typeAt(parameter), argument);
    }
    now = typeLowering.substitution(found);
    const heritage = file.classes.heritageOf(declaration);
    type = heritage && oracle.typeAt(heritage);
  }
  return typeLowering.substitution(found);
}

/** The same for the receiver of a member: of a union, the first whose class has it. */
export function receiverSubstitution(
  file: FileLowering,
  receiver: ts.Expression,
  owner: ClassNode,
): Substitution | undefined {
  const members = file.oracle.membersAt(receiver);
  const isOf = (type: ts.Type): boolean => {
    let at: ReturnType<FileLowering["classes"]["baseOf"]> | undefined = classOf(file, type);
    while (typeof at === "object" && at !== owner) at = file.classes.baseOf(at);
    return at === owner;
  };
  const type = members.find(isOf) ?? members[0];
  return type && classSubstitution(file, type);
}

function classOf({ ts }: FileLowering, type: ts.Type): ClassNode | undefined {
  const declaration = type.getSymbol()?.valueDeclaration;
  return declaration && ts.isClassLike(declaration) ? declaration : undefined;
}
