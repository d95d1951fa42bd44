/** The type of a variable whose declaration says nothing, by the places that read it and what is assigned to it. */
import type ts from "typescript";
import { unionOf } from "../ir/types.ts";
import type { Type } from "../ir/types.ts";
import type { FileLowering } from "./file-lowering.ts";
import { isNullish, isUntyped, withoutLiterals } from "./type-predicates.ts";
import { namesOf } from "./references.ts";

/** What a variable without a type of its own holds wherever it is read; undefined where no reading says so. */
export function typeByReading(file: FileLowering, symbol: ts.Symbol): Type | undefined {
  const { ts, oracle } = file;
  const declaration = symbol.valueDeclaration;
  if (!declaration) return undefined;
  const names = namesOf(oracle, symbol);
  const types = names
    .filter((name) => name !== (declaration as ts.NamedDeclaration).name && !isTarget(ts, name))
    .map((name) => withoutLiterals(file.typeAt(name)))
    .filter((type) => !isUntyped(type));
  return types.length === 0 ? undefined : unionOf(types);
}

/** What a variable without a type of its own holds that starts as `first`: of `null` or `undefined`, also what comes later. */
export function typeFrom(file: FileLowering, symbol: ts.Symbol, first: Type): Type {
  if (!isNullish(first)) return first;
  const assigned = namesOf(file.oracle, symbol)
    .filter((name) => isTarget(file.ts, name))
    .map((name) => withoutLiterals(file.typeAt((name.parent as ts.BinaryExpression).right)))
    .filter((type) => !isUntyped(type));
  return unionOf([first, ...assigned, ...[typeByReading(file, symbol) ?? []].flat()]);
}

function isTarget(ts: FileLowering["ts"], name: ts.Identifier): boolean {
  const { parent } = name;
  return (
    ts.isBinaryExpression(parent) && parent.left === name && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  );
}
