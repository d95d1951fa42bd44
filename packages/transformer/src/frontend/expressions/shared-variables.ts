/** The variables of a function; those declared by `var` that live in a cell have it from the beginning. */
import type ts from "typescript";
import { includesUndefined } from "../type-predicates.ts";
import type { Lowering } from "../lowering.ts";
import { eachNode } from "../syntax.ts";
import type { EntryNode } from "../syntax.ts";

const variables = new WeakMap<EntryNode, readonly ts.Symbol[]>();

/** The parameters and variables that a function declares. */
export function variablesOf(cx: Lowering, root: EntryNode): readonly ts.Symbol[] {
  const { ts } = cx;
  let found = variables.get(root);
  if (!found) {
    const all: ts.Symbol[] = [];
    eachNode(ts, root, (node) => {
      if (ts.isTypeNode(node) || (ts.isFunctionLike(node) && node !== root)) return false;
      const isDeclaration = ts.isParameter(node) || ts.isVariableDeclaration(node) || ts.isBindingElement(node);
      const symbol = isDeclaration && ts.isIdentifier(node.name) ? cx.oracle.symbolAt(node.name) : undefined;
      if (symbol) all.push(symbol);
      return undefined;
    });
    variables.set(root, (found = all));
  }
  return found;
}

/** `var` belongs to the whole function, wherever it stands. */
export function shareHoisted(cx: Lowering, root: EntryNode): void {
  const { ts } = cx;
  const origin = cx.origin(root);
  for (const symbol of variablesOf(cx, root)) {
    const declaration = symbol.valueDeclaration;
    const isVar =
      declaration !== undefined &&
      ts.isVariableDeclaration(declaration) &&
      ts.isVariableDeclarationList(declaration.parent) &&
      (declaration.parent.flags & ts.NodeFlags.BlockScoped) === 0;
    if (!isVar || !cx.file.closures.isBoxed(symbol)) continue;
    const type = cx.file.variableType(symbol);
    const isNumber = type.kind === "number";
    const first = includesUndefined(type)
      ? cx.undefined(origin)
      : isNumber
        ? cx.at.number(0, origin)
        : cx.at.undef(type, origin);
    cx.declare(symbol, first, origin);
  }
}
