/** A statement, by its kind. */
import type ts from "typescript";
import { isStatic } from "./classes.ts";
import type { Lowering } from "./lowering.ts";
import { lowerStatements } from "./statements/block.ts";
import { lowerIf } from "./statements/branching.ts";
import { lowerForIn, lowerForOf } from "./statements/for-of.ts";
import { lowerFor } from "./statements/for.ts";
import { lowerBreak, lowerContinue, lowerReturn, lowerThrow } from "./statements/jump.ts";
import { lowerLabelled } from "./statements/labelled.ts";
import { lowerSwitch } from "./statements/switch.ts";
import { lowerTry } from "./statements/try.ts";
import { declareVariables } from "./statements/variable.ts";
import { lowerDoWhile, lowerWhile } from "./statements/while.ts";

export function lowerStatement(cx: Lowering, node: ts.Statement): void {
  const { ts } = cx;
  const { SyntaxKind: K } = ts;
  if (ts.isExpressionStatement(node)) return void cx.expression(node.expression);
  if (ts.isVariableStatement(node)) return declareVariables(cx, node.declarationList);
  if (ts.isIfStatement(node)) return lowerIf(cx, node);
  if (ts.isReturnStatement(node)) return lowerReturn(cx, node);
  if (ts.isBlock(node)) return lowerStatements(cx, node.statements);
  if (ts.isForStatement(node)) return lowerFor(cx, node);
  if (ts.isForOfStatement(node)) return lowerForOf(cx, node);
  if (ts.isForInStatement(node)) return lowerForIn(cx, node);
  if (ts.isWhileStatement(node)) return lowerWhile(cx, node);
  if (ts.isDoStatement(node)) return lowerDoWhile(cx, node);
  if (ts.isSwitchStatement(node)) return lowerSwitch(cx, node);
  if (ts.isBreakStatement(node)) return lowerBreak(cx, node);
  if (ts.isContinueStatement(node)) return lowerContinue(cx, node);
  if (ts.isThrowStatement(node)) return lowerThrow(cx, node);
  if (ts.isTryStatement(node)) return lowerTry(cx, node);
  if (ts.isLabeledStatement(node)) return lowerLabelled(cx, node);
  switch (node.kind) {
    // A nested function is lowered when it is called; types are gone when the program runs.
    case K.FunctionDeclaration:
    case K.InterfaceDeclaration:
    case K.TypeAliasDeclaration:
    case K.EmptyStatement:
    case K.DebuggerStatement:
      return undefined;
    case K.ClassDeclaration:
      return refuseStatics(cx, node as ts.ClassDeclaration);
    case K.WithStatement:
      return void cx.refuse("AD2022", keyword(node, cx), "`with` cannot be differentiated");
    default:
      return void cx.refuse("AD2027", node, "this statement is not in the differentiable language");
  }
}

/** The word that a statement begins with. */
function keyword(node: ts.Statement, cx: Lowering): ts.Node {
  return node.getFirstToken(cx.body.sourceFile) ?? node;
}

/** A class inside a function is lowered where it is used; what its static members would do in passing is not. */
function refuseStatics(cx: Lowering, node: ts.ClassDeclaration): void {
  const { ts } = cx;
  for (const member of node.members) {
    if (ts.isClassStaticBlockDeclaration(member) || (ts.isPropertyDeclaration(member) && isStatic(ts, member))) {
      cx.refuse("AD2005", member.name ?? member, "a class inside a function has static members");
    }
  }
}
