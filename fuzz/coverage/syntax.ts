/** What a node of a program counts as: its kind, coarse enough for pairs, and a finer name that tells operators apart. */
import ts from "typescript";

const { SyntaxKind: K } = ts;

const classOfOperator: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  ...[K.PlusToken, K.MinusToken, K.AsteriskToken, K.SlashToken, K.PercentToken].map(
    (kind) => [kind, "arithmetic"] as const,
  ),
  [K.AsteriskAsteriskToken, "power"],
  ...[K.LessThanToken, K.GreaterThanToken, K.LessThanEqualsToken, K.GreaterThanEqualsToken].map(
    (kind) => [kind, "comparison"] as const,
  ),
  ...[K.EqualsEqualsToken, K.EqualsEqualsEqualsToken, K.ExclamationEqualsToken, K.ExclamationEqualsEqualsToken].map(
    (kind) => [kind, "equality"] as const,
  ),
  [K.AmpersandAmpersandToken, "logical"],
  [K.BarBarToken, "logical"],
  [K.QuestionQuestionToken, "coalesce"],
  ...[
    K.AmpersandToken,
    K.BarToken,
    K.CaretToken,
    K.LessThanLessThanToken,
    K.GreaterThanGreaterThanToken,
    K.GreaterThanGreaterThanGreaterThanToken,
  ].map((kind) => [kind, "bitwise"] as const),
  [K.EqualsToken, "assignment"],
  [K.CommaToken, "comma"],
  [K.InKeyword, "in"],
  [K.InstanceOfKeyword, "instanceof"],
]);

const named: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [K.ConditionalExpression, "conditional"],
  [K.PostfixUnaryExpression, "step"],
  [K.NewExpression, "new"],
  [K.ElementAccessExpression, "element access"],
  [K.ArrayLiteralExpression, "array literal"],
  [K.ObjectLiteralExpression, "object literal"],
  [K.SpreadElement, "spread"],
  [K.SpreadAssignment, "spread"],
  [K.TemplateExpression, "template"],
  [K.TypeOfExpression, "typeof"],
  [K.VoidExpression, "void"],
  [K.AsExpression, "as"],
  [K.SatisfiesExpression, "satisfies"],
  [K.TypeAssertionExpression, "type assertion"],
  [K.NonNullExpression, "non-null"],
  [K.ArrowFunction, "arrow"],
  [K.FunctionExpression, "function expression"],
  [K.ThisKeyword, "this"],
  [K.SuperKeyword, "super"],
  [K.NumericLiteral, "number"],
  [K.StringLiteral, "string"],
  [K.NoSubstitutionTemplateLiteral, "string"],
  [K.TrueKeyword, "boolean"],
  [K.FalseKeyword, "boolean"],
  [K.NullKeyword, "null"],
  [K.Block, "block"],
  [K.VariableStatement, "variables"],
  [K.ExpressionStatement, "expression statement"],
  [K.EmptyStatement, "empty"],
  [K.IfStatement, "if"],
  [K.ForStatement, "for"],
  [K.ForOfStatement, "for of"],
  [K.ForInStatement, "for in"],
  [K.WhileStatement, "while"],
  [K.DoStatement, "do"],
  [K.SwitchStatement, "switch"],
  [K.CaseClause, "case"],
  [K.DefaultClause, "default"],
  [K.TryStatement, "try"],
  [K.CatchClause, "catch"],
  [K.LabeledStatement, "labelled"],
  [K.BreakStatement, "break"],
  [K.ContinueStatement, "continue"],
  [K.ReturnStatement, "return"],
  [K.ThrowStatement, "throw"],
  [K.FunctionDeclaration, "function"],
  [K.ClassDeclaration, "class"],
  [K.Constructor, "constructor"],
  [K.MethodDeclaration, "method"],
  [K.GetAccessor, "getter"],
  [K.SetAccessor, "setter"],
  [K.PropertyDeclaration, "field"],
  [K.PrivateIdentifier, "private name"],
  [K.ComputedPropertyName, "computed name"],
  [K.ShorthandPropertyAssignment, "shorthand"],
  [K.ArrayBindingPattern, "array pattern"],
  [K.ObjectBindingPattern, "object pattern"],
]);

/** Undefined for what is no syntax of its own: parentheses, names of types, lists. */
export function kindOf(node: ts.Node): string | undefined {
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    return classOfOperator.get(kind) ?? "compound assignment";
  }
  if (ts.isPrefixUnaryExpression(node)) {
    const { operator } = node;
    if (operator === K.PlusPlusToken || operator === K.MinusMinusToken) return "step";
    return operator === K.ExclamationToken ? "not" : operator === K.TildeToken ? "bitwise not" : "sign";
  }
  if (ts.isCallExpression(node)) {
    let callee: ts.Expression = node.expression;
    while (ts.isParenthesizedExpression(callee)) callee = callee.expression;
    if (callee.kind === K.SuperKeyword) return "super call";
    return ts.isPropertyAccessExpression(callee) || ts.isElementAccessExpression(callee) ? "method call" : "call";
  }
  if (ts.isPropertyAccessExpression(node)) return node.questionDotToken ? "optional chain" : "property access";
  if (ts.isIdentifier(node)) return node.text === "undefined" ? "undefined" : isValue(node) ? "name" : undefined;
  return named.get(node.kind);
}

/** The kind with its operator or form. */
export function finerOf(node: ts.Node): string | undefined {
  const kind = kindOf(node);
  if (kind === undefined) return undefined;
  if (ts.isBinaryExpression(node)) return `a ${node.operatorToken.getText()} b`;
  if (ts.isPrefixUnaryExpression(node)) return `${ts.tokenToString(node.operator)}a`;
  if (ts.isPostfixUnaryExpression(node)) return `a${ts.tokenToString(node.operator)}`;
  if (ts.isIfStatement(node)) return node.elseStatement ? "if else" : "if";
  if (ts.isTryStatement(node)) return `try${node.catchClause ? " catch" : ""}${node.finallyBlock ? " finally" : ""}`;
  if (ts.isBreakStatement(node) || ts.isContinueStatement(node)) return node.label ? `${kind} label` : kind;
  if (ts.isVariableStatement(node)) {
    const { flags } = node.declarationList;
    return flags & ts.NodeFlags.Const ? "const" : flags & ts.NodeFlags.Let ? "let" : "var";
  }
  if (ts.isLabeledStatement(node))
    return ts.isIterationStatement(node.statement, false) ? "labelled loop" : "labelled block";
  return kind;
}

/** A variable that is read or written: not the name of a declaration, a property or a label. */
function isValue(node: ts.Identifier): boolean {
  const { parent } = node;
  if ("name" in parent && parent.name === node) return false;
  if ("propertyName" in parent && parent.propertyName === node) return false;
  return !ts.isLabeledStatement(parent) && !ts.isBreakOrContinueStatement(parent);
}
