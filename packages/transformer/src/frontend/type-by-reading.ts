/** The type of a variable whose declaration says nothing, by the places that read it. */
import type ts from "typescript";
import { unionOf } from "../ir/types.ts";
import type { Type } from "../ir/types.ts";
import type { FileLowering } from "./file-lowering.ts";
import { isUntyped, withoutLiterals } from "./lower-type.ts";
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

function isTarget(ts: FileLowering["ts"], name: ts.Identifier): boolean {
  const { parent } = name;
  return (
    ts.isBinaryExpression(parent) && parent.left === name && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  );
}
