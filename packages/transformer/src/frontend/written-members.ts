/**
 * Which members that hold functions the program writes somewhere, by name, since an object may have many names: a call of such a member
 * may run another function than the one that it was declared with.
 */
import type ts from "typescript";
import type { Oracle } from "./oracle.ts";
import { bare, eachNode, isAssignmentOperator, literalKey } from "./syntax.ts";

interface Written {
  readonly names: ReadonlySet<string>;
  /** Whether a key that is not known is written. */
  readonly any: boolean;
}

const writtenIn = new WeakMap<ts.Program, Written>();

/** Whether some file of the program puts another function in the place of a member of this name. */
export function isMemberWritten(oracle: Oracle, name: string): boolean {
  let written = writtenIn.get(oracle.program);
  if (!written) writtenIn.set(oracle.program, (written = findWritten(oracle)));
  return written.any || written.names.has(name);
}

function findWritten(oracle: Oracle): Written {
  const { ts, program } = oracle;
  const names = new Set<string>();
  let any = false;
  const note = (target: ts.Expression): void => {
    const node = bare(ts, target);
    if (ts.isPropertyAccessExpression(node)) {
      if (mayHoldFunction(oracle, node)) names.add(node.name.text);
    } else if (ts.isElementAccessExpression(node)) {
      const key = literalKey(ts, node.argumentExpression);
      if (!mayHoldFunction(oracle, node)) return;
      if (key !== undefined) names.add(key);
      else if (!isPosition(oracle, node.argumentExpression)) any = true;
    } else if (ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node)) {
      eachNode(ts, node, (inner) => {
        if (ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner)) note(inner);
      });
    }
  };
  for (const file of program.getSourceFiles()) {
    if (file.isDeclarationFile) continue;
    eachNode(ts, file, (node) => {
      if (ts.isTypeNode(node)) return false;
      if (ts.isBinaryExpression(node) && isAssignmentOperator(ts, node.operatorToken.kind)) note(node.left);
      else if (
        (ts.isForOfStatement(node) || ts.isForInStatement(node)) &&
        !ts.isVariableDeclarationList(node.initializer)
      )
        note(node.initializer);
      else if (ts.isCallExpression(node) && isObjectAssign(oracle, node)) {
        const [, named] = node.arguments;
        if (named && ts.isStringLiteralLike(named)) names.add(named.text);
        for (const source of node.arguments.slice(1))
          for (const symbol of oracle.propertiesOf(oracle.typeAt(source)))
            if (oracle.isCallable(oracle.typeOfSymbol(symbol))) names.add(symbol.name);
      }
      return undefined;
    });
  }
  return { names, any };
}

function mayHoldFunction(oracle: Oracle, place: ts.Expression): boolean {
  const type = oracle.typeAt(place);
  const tellsNothing = oracle.ts.TypeFlags.Any | oracle.ts.TypeFlags.Unknown | oracle.ts.TypeFlags.TypeParameter;
  const members = type.isUnion() ? type.types : [type];
  return members.some((member) => (member.flags & tellsNothing) !== 0 || oracle.isCallable(member));
}

function isPosition(oracle: Oracle, key: ts.Expression): boolean {
  return (oracle.typeAt(key).flags & oracle.ts.TypeFlags.NumberLike) !== 0;
}

function isObjectAssign({ ts }: Oracle, { expression }: ts.CallExpression): boolean {
  return (
    ts.isPropertyAccessExpression(expression) &&
    ["assign", "defineProperty", "defineProperties"].includes(expression.name.text) &&
    ts.isIdentifier(expression.expression) &&
    expression.expression.text === "Object"
  );
}
