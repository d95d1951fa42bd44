/**
 * Where the text calls operators: each `grad(f)`, in module code as in functions, is replaced by the function that it makes. Operators that
 * are handed to operators disappear with the text that they stand in.
 */
import type ts from "typescript";
import type { Passing, OperatorUse } from "../ir/request.ts";
import { derivedOf } from "./callable.ts";
import type { Derived } from "./callable.ts";
import { cellField } from "./cell.ts";
import type { FileLowering } from "./file-lowering.ts";
import type { LoweredParameter } from "./function-entry.ts";
import type { Marked } from "./requests.ts";
import { targetOf } from "./static-target.ts";
import { childrenOf, eachNode, isInside, typeNodeText } from "./syntax.ts";

/** The uses of the main file, in its order; their targets are entered into the file. */
export function findOperatorUses(file: FileLowering, marked: readonly Marked[]): readonly OperatorUse[] {
  const { ts, opened, oracle } = file;
  if (!opened.text.includes("@adgen/runtime")) return [];
  const uses: OperatorUse[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    const target = ts.isCallExpression(node) ? targetOf(oracle, node) : undefined;
    if (target?.kind !== "derived" || target.operator === "checkpoint") return childrenOf(ts, node).forEach(visit);
    const around = marked.find((one) => isInside(node, one.node));
    const owner = around && file.entryOf(around.node).id;
    const made = derivedOf(file, target, owner);
    if ("code" in made) return file.refuse(made.code, made.node, made.message, owner);
    uses.push({
      operator: made.operator,
      derived: made.id,
      span: file.placeOf(node).origin,
      text: node.getText(),
      mentions: mentionsOf(file, node),
      isInMarked: around !== undefined,
      passing: passingOf(file, made, localTarget(file, node)),
    });
  };
  visit(opened.sourceFile);
  return uses;
}

/** The names of module level that a piece of text mentions. */
function mentionsOf(file: FileLowering, node: ts.Node): readonly string[] {
  const { ts, oracle } = file;
  const names = new Set<string>();
  eachNode(ts, node, (at) => {
    if (!ts.isIdentifier(at) || (ts.isPropertyAccessExpression(at.parent) && at.parent.name === at)) return;
    const [declaration] = oracle.importAt(at)?.declarations ?? [];
    const isOfModule = declaration?.getSourceFile() === at.getSourceFile() && isAtModuleLevel(file, declaration);
    if (isOfModule) names.add(at.text);
  });
  return [...names];
}

function isAtModuleLevel({ ts }: FileLowering, declaration: ts.Node): boolean {
  for (let at = declaration.parent; at; at = at.parent) if (ts.isFunctionLike(at) || ts.isClassLike(at)) return false;
  return true;
}

/** The local name of the function that operators are applied to. Types mention it, so that it stays in use. */
function localTarget(file: FileLowering, node: ts.Node): string | undefined {
  const { ts, oracle } = file;
  if (ts.isCallExpression(node) && node.arguments[0]) return localTarget(file, node.arguments[0]);
  const declaration = ts.isIdentifier(node) ? oracle.symbolAt(node)?.valueDeclaration : undefined;
  return declaration && !isAtModuleLevel(file, declaration) ? node.getText() : undefined;
}

/** How what a function captures, and a rest parameter, reach the function that stands in its place; undefined where its name is enough. */
function passingOf(file: FileLowering, made: Derived, local: string | undefined): Passing | undefined {
  const written = made.parameters.filter((parameter) => parameter.node !== undefined);
  // A variable that functions share is a cell for the derivative, which only reads it.
  const captured = made.captures.map((symbol) => {
    // What stands for the receiver is no variable of the text.
    const name = symbol.flags === 0 ? "this" : symbol.name;
    return file.closures.isBoxed(symbol) ? `{ ${cellField}: ${name} }` : name;
  });
  const isAlike = made.operator !== "vjp" && made.operator !== "jvp" && made.operator !== "hvp";
  const hasRest = isAlike && written.some(({ rest }) => rest);
  if (captured.length === 0 && !hasRest && local === undefined) return undefined;
  const parameters = written.map((one, i) => parameterText(file, isAlike ? one : { ...one, rest: false }, local, i));
  const names = written.map(({ name }) => name);
  if (isAlike) return { parameters, args: [...names, ...captured] };
  if (made.operator === "vjp") {
    const isOptional = made.of.result.kind === "number";
    const seed = { name: "seed", optional: isOptional, type: names.length + captured.length };
    return { parameters: [...parameters, seed], args: [...names, ...captured, "seed"] };
  }
  return {
    parameters: [
      { name: "args", optional: false, type: local === undefined ? 0 : `Readonly<Parameters<typeof ${local}>>` },
      { name: "dots", optional: false, type: 1 + captured.length },
    ],
    args: ["args", ...captured, "dots"],
  };
}

function parameterText(
  file: FileLowering,
  { node, name, optional, rest }: LoweredParameter,
  local: string | undefined,
  i: number,
): Passing["parameters"][number] {
  if (local !== undefined && !rest) return { name, optional, type: `Parameters<typeof ${local}>[${i}]` };
  const type = node?.type
    ? typeNodeText(file.ts, node.type)
    : node
      ? file.typeLowering.textOf(file.oracle.typeAt(node))
      : "unknown";
  return { name: rest ? `...${name}` : name, optional, type };
}
