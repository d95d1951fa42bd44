/**
 * Rewrites a program so that it computes with dual numbers: operators, `Math` and the containers that hold plain numbers become calls,
 * everything else (control flow, objects, closures, classes, exceptions) is left to the engine.
 *   s += w[i] * x        =>   s = D.add(s, D.mul(w[D.key(i)], x))
 *   if (x > 0) …         =>   if (D.lt(0, x)) …
 */
import { stripTypeScriptTypes } from "node:module";
import ts from "typescript";

/** The text of a module whose functions take and give dual numbers; `D` must be in scope where it runs. */
export function rewrite(sourceText: string): string {
  const plain = withoutTypes(sourceText);
  const file = ts.createSourceFile("program.js", plain, ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS);
  const { transformed } = ts.transform(file, [transformer]);
  return ts.createPrinter().printFile(transformed[0]!);
}

/** JavaScript from TypeScript whose types are all erasable. */
export function withoutTypes(text: string): string {
  // The one form of types that is not stripped by blanks.
  return stripTypeScriptTypes(text.replaceAll("(<number>", "("));
}

const { factory: f, SyntaxKind: K } = ts;

const binary: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [K.PlusToken, "add"],
  [K.MinusToken, "sub"],
  [K.AsteriskToken, "mul"],
  [K.SlashToken, "div"],
  [K.PercentToken, "rem"],
  [K.AsteriskAsteriskToken, "pow"],
  [K.LessThanToken, "lt"],
  [K.LessThanEqualsToken, "le"],
  [K.GreaterThanToken, "gt"],
  [K.GreaterThanEqualsToken, "ge"],
  [K.EqualsEqualsEqualsToken, "eq"],
  [K.ExclamationEqualsEqualsToken, "ne"],
  [K.EqualsEqualsToken, "looseEq"],
  [K.ExclamationEqualsToken, "looseNe"],
  [K.AmpersandToken, "bitAnd"],
  [K.BarToken, "bitOr"],
  [K.CaretToken, "bitXor"],
  [K.LessThanLessThanToken, "shl"],
  [K.GreaterThanGreaterThanToken, "shr"],
  [K.GreaterThanGreaterThanGreaterThanToken, "ushr"],
]);

const compound: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [K.PlusEqualsToken, "add"],
  [K.MinusEqualsToken, "sub"],
  [K.AsteriskEqualsToken, "mul"],
  [K.SlashEqualsToken, "div"],
  [K.PercentEqualsToken, "rem"],
  [K.AsteriskAsteriskEqualsToken, "pow"],
  [K.AmpersandEqualsToken, "bitAnd"],
  [K.BarEqualsToken, "bitOr"],
  [K.CaretEqualsToken, "bitXor"],
  [K.LessThanLessThanEqualsToken, "shl"],
  [K.GreaterThanGreaterThanEqualsToken, "shr"],
  [K.GreaterThanGreaterThanGreaterThanEqualsToken, "ushr"],
]);

/** Globals that have a counterpart among the duals. */
const globals: ReadonlySet<string> = new Set([
  "Math",
  "Number",
  "Object",
  "Array",
  "Float64Array",
  "Float32Array",
  "Int8Array",
  "Uint8Array",
  "Uint8ClampedArray",
  "Int16Array",
  "Uint16Array",
  "Int32Array",
  "Uint32Array",
  "ArrayBuffer",
  "Map",
  "Set",
  "isFinite",
  "isNaN",
  "parseFloat",
  "structuredClone",
]);

function call(name: string, ...args: readonly ts.Expression[]): ts.Expression {
  return f.createCallExpression(f.createPropertyAccessExpression(f.createIdentifier("D"), name), undefined, args);
}

function lazily(body: ts.Expression, ...params: readonly string[]): ts.Expression {
  const list = params.map((name) => f.createParameterDeclaration(undefined, undefined, name));
  const parts = ts.isObjectLiteralExpression(body) ? f.createParenthesizedExpression(body) : body;
  return f.createArrowFunction(undefined, undefined, list, undefined, undefined, parts);
}

const transformer: ts.TransformerFactory<ts.SourceFile> = (context) => {
  const visit = (node: ts.Node): ts.VisitResult<ts.Node> => {
    if (ts.isBinaryExpression(node)) return binaryExpression(node);
    if (ts.isPrefixUnaryExpression(node)) return prefix(node);
    if (ts.isPostfixUnaryExpression(node)) return step(node.operand, node.operator, "old");
    if (ts.isConditionalExpression(node)) {
      return f.updateConditionalExpression(
        node,
        truthy(node.condition),
        node.questionToken,
        expression(node.whenTrue),
        node.colonToken,
        expression(node.whenFalse),
      );
    }
    if (ts.isElementAccessExpression(node)) return access(node);
    if (ts.isIfStatement(node)) {
      const otherwise = node.elseStatement && (ts.visitNode(node.elseStatement, visit) as ts.Statement);
      return f.updateIfStatement(
        node,
        truthy(node.expression),
        ts.visitNode(node.thenStatement, visit) as ts.Statement,
        otherwise,
      );
    }
    if (ts.isWhileStatement(node))
      return f.updateWhileStatement(node, truthy(node.expression), ts.visitNode(node.statement, visit) as ts.Statement);
    if (ts.isDoStatement(node))
      return f.updateDoStatement(node, ts.visitNode(node.statement, visit) as ts.Statement, truthy(node.expression));
    if (ts.isForStatement(node)) {
      return f.updateForStatement(
        node,
        node.initializer && (ts.visitNode(node.initializer, visit) as ts.ForInitializer),
        node.condition && truthy(node.condition),
        node.incrementor && expression(node.incrementor),
        ts.visitNode(node.statement, visit) as ts.Statement,
      );
    }
    if (ts.isSwitchStatement(node)) {
      return f.updateSwitchStatement(
        node,
        call("plain", expression(node.expression)),
        ts.visitNode(node.caseBlock, visit) as ts.CaseBlock,
      );
    }
    if (ts.isCaseClause(node)) {
      const statements = node.statements.map((statement) => ts.visitNode(statement, visit) as ts.Statement);
      return f.updateCaseClause(node, call("plain", expression(node.expression)), statements);
    }
    if (ts.isTypeOfExpression(node)) return call("typeOf", expression(node.expression));
    if (ts.isCallExpression(node)) return calling(node);
    if (ts.isIdentifier(node) && globals.has(node.text) && isReading(node) && !isDeclared(node)) {
      return f.createPropertyAccessExpression(f.createIdentifier("D"), `$${node.text}`);
    }
    if (ts.isShorthandPropertyAssignment(node) && globals.has(node.name.text)) return node;
    return ts.visitEachChild(node, visit, context);
  };
  const expression = (node: ts.Expression): ts.Expression => ts.visitNode(node, visit) as ts.Expression;
  const truthy = (node: ts.Expression): ts.Expression => call("truthy", expression(node));

  const access = (node: ts.ElementAccessExpression): ts.Expression => {
    const key = keyOf(node.argumentExpression);
    return f.updateElementAccessExpression(node, expression(node.expression), key);
  };
  const keyOf = (node: ts.Expression): ts.Expression =>
    ts.isStringLiteral(node) || ts.isNumericLiteral(node) ? node : call("plain", expression(node));

  const binaryExpression = (node: ts.BinaryExpression): ts.Expression => {
    const { kind } = node.operatorToken;
    const plain = binary.get(kind);
    if (plain !== undefined) return call(plain, expression(node.left), expression(node.right));
    const changing = compound.get(kind);
    if (changing !== undefined) return change(node.left, (old) => call(changing, old, expression(node.right)), "new");
    switch (kind) {
      case K.AmpersandAmpersandToken:
        return call("and", expression(node.left), lazily(expression(node.right)));
      case K.BarBarToken:
        return call("or", expression(node.left), lazily(expression(node.right)));
      case K.AmpersandAmpersandEqualsToken:
        return logical(node, "and");
      case K.BarBarEqualsToken:
        return logical(node, "or");
      case K.InKeyword:
        return f.updateBinaryExpression(
          node,
          call("plain", expression(node.left)),
          node.operatorToken,
          expression(node.right),
        );
      default:
        return ts.visitEachChild(node, visit, context);
    }
  };
  /** `a &&= b`: assigned only where b is evaluated. */
  const logical = (node: ts.BinaryExpression, name: "and" | "or"): ts.Expression => {
    const left = expression(node.left);
    return call(name, left, lazily(f.createParenthesizedExpression(f.createAssignment(left, expression(node.right)))));
  };

  /** A change of a place: what it refers to is evaluated once. */
  const change = (
    target: ts.Expression,
    next: (old: ts.Expression) => ts.Expression,
    gives: "new" | "old",
  ): ts.Expression => {
    let place = target;
    while (ts.isParenthesizedExpression(place)) place = place.expression;
    if (ts.isIdentifier(place)) {
      if (gives === "new") return f.createParenthesizedExpression(f.createAssignment(place, next(place)));
      const keep = f.createIdentifier("$old");
      // The old value is handed through an arrow, so that the name is free.
      const assign = lazily(
        f.createParenthesizedExpression(f.createComma(f.createAssignment(place, next(keep)), keep)),
        "$old",
      );
      return f.createCallExpression(f.createParenthesizedExpression(assign), undefined, [call("numeric", place)]);
    }
    const old = f.createIdentifier("$old");
    if (ts.isPropertyAccessExpression(place) && ts.isPrivateIdentifier(place.name)) {
      const object = expression(place.expression);
      const own = f.createPropertyAccessExpression(object, place.name);
      if (gives === "new") return f.createParenthesizedExpression(f.createAssignment(own, next(own)));
      const assign = lazily(
        f.createParenthesizedExpression(f.createComma(f.createAssignment(own, next(old)), old)),
        "$old",
      );
      return f.createCallExpression(f.createParenthesizedExpression(assign), undefined, [call("numeric", own)]);
    }
    if (ts.isPropertyAccessExpression(place)) {
      return call(
        gives === "new" ? "change" : "step",
        expression(place.expression),
        f.createStringLiteral(place.name.text),
        lazily(next(old), "$old"),
      );
    }
    if (ts.isElementAccessExpression(place)) {
      return call(
        gives === "new" ? "change" : "step",
        expression(place.expression),
        keyOf(place.argumentExpression),
        lazily(next(old), "$old"),
      );
    }
    throw new Error(`the oracle cannot change ${place.getText()}`);
  };
  const step = (
    operand: ts.Expression,
    operator: ts.PrefixUnaryOperator | ts.PostfixUnaryOperator,
    gives: "new" | "old",
  ): ts.Expression => {
    const name = operator === K.PlusPlusToken ? "add" : "sub";
    return change(operand, (old) => call(name, call("numeric", old), f.createNumericLiteral(1)), gives);
  };
  const prefix = (node: ts.PrefixUnaryExpression): ts.Expression => {
    switch (node.operator) {
      case K.PlusPlusToken:
      case K.MinusMinusToken:
        return step(node.operand, node.operator, "new");
      case K.MinusToken:
        return call("neg", expression(node.operand));
      case K.PlusToken:
        return call("numeric", expression(node.operand));
      case K.TildeToken:
        return call("bitNot", expression(node.operand));
      default:
        return call("not", expression(node.operand));
    }
  };
  /** Methods that compare elements, or make plain containers, are asked of the duals. */
  const calling = (node: ts.CallExpression): ts.Expression => {
    const callee = node.expression;
    if (ts.isPropertyAccessExpression(callee) && comparing.has(callee.name.text) && !node.questionDotToken) {
      return call(
        callee.name.text,
        expression(callee.expression),
        ...node.arguments.map((argument) => ts.visitNode(argument, visit) as ts.Expression),
      );
    }
    return ts.visitEachChild(node, visit, context);
  };

  return (file) => ts.visitEachChild(file, visit, context);
};

const comparing: ReadonlySet<string> = new Set(["indexOf", "lastIndexOf", "includes", "sort", "toSorted"]);

/** Whether a scope around a name declares it, so that it is not the global one. */
function isDeclared(node: ts.Identifier): boolean {
  for (let scope: ts.Node | undefined = node.parent; scope; scope = scope.parent) {
    if (declaredIn(scope).has(node.text)) return true;
  }
  return false;
}

const declared = new WeakMap<ts.Node, ReadonlySet<string>>();

/** The names that a block, a module, a loop or a function declares itself. */
function declaredIn(scope: ts.Node): ReadonlySet<string> {
  const known = declared.get(scope);
  if (known) return known;
  const names = new Set<string>();
  const add = (name: ts.Node | undefined): void => {
    if (!name) return;
    if (ts.isIdentifier(name)) names.add(name.text);
    else if (ts.isObjectBindingPattern(name) || ts.isArrayBindingPattern(name)) {
      for (const element of name.elements) if (ts.isBindingElement(element)) add(element.name);
    }
  };
  const list = (declarations: ts.Node | undefined): void => {
    if (declarations && ts.isVariableDeclarationList(declarations))
      for (const { name } of declarations.declarations) add(name);
  };
  if (ts.isFunctionLike(scope)) for (const { name } of scope.parameters) add(name);
  if (ts.isFunctionExpression(scope)) add(scope.name);
  if (ts.isCatchClause(scope)) add(scope.variableDeclaration?.name);
  if (ts.isForStatement(scope) || ts.isForOfStatement(scope) || ts.isForInStatement(scope)) list(scope.initializer);
  if (ts.isBlock(scope) || ts.isSourceFile(scope) || ts.isCaseOrDefaultClause(scope)) {
    for (const statement of scope.statements) {
      if (ts.isVariableStatement(statement)) list(statement.declarationList);
      else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) add(statement.name);
    }
  }
  declared.set(scope, names);
  return names;
}

/** Whether a name is read as a variable: not a property, a declaration or a label. */
function isReading(node: ts.Identifier): boolean {
  const { parent } = node;
  if (!parent) return true;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isMethodDeclaration(parent) || ts.isPropertyDeclaration(parent)) return parent.name !== node;
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent)) {
    return parent.initializer === node;
  }
  return !ts.isImportSpecifier(parent) && !ts.isExportSpecifier(parent) && !ts.isFunctionDeclaration(parent);
}
