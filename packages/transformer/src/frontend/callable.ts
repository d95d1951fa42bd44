/**
 * What an operator is applied to, and what it makes of it: functions known when the file is compiled, by their parameters and result.
 * `grad(f)` is a function like f that is made by the transforms; here only its name and its types are needed.
 */
import type ts from "typescript";
import type { Code } from "../diagnostics/catalogue.ts";
import { gradType, hessianType, hvpType, jacobianType, jvpType, vjpType } from "../ir/derivative-types.ts";
import type { Shape } from "../ir/derivative-types.ts";
import { derivedId } from "../ir/derived.ts";
import type { FunctionId } from "../ir/ir.ts";
import type { Mode } from "../ir/request.ts";
import { tangentOf } from "../ir/types.ts";
import type { Type } from "../ir/types.ts";
import { isStatic } from "./classes.ts";
import type { FileLowering } from "./file-lowering.ts";
import type { FunctionEntry, LoweredParameter } from "./function-entry.ts";
import { targetOf } from "./static-target.ts";
import type { DerivedTarget } from "./static-target.ts";
import { bare, literalNumber } from "./syntax.ts";

export interface Callable {
  readonly id: FunctionId;
  readonly name: string;
  /** Those written, then the captured variables. */
  readonly parameters: readonly LoweredParameter[];
  readonly captures: readonly ts.Symbol[];
  readonly result: Type;
}

/** A callable that an operator made. */
export interface Derived extends Callable {
  readonly operator: DerivingOperator;
  readonly of: Callable;
  readonly mask: readonly boolean[];
}

/** The operators that make a function, with the mode that each stands for. */
const modeOf: {
  readonly grad: "grad";
  readonly valueAndGrad: "vjp";
  readonly jvp: "jvp";
  readonly vjp: "vjp";
  readonly hvp: "hvp";
  readonly jacobian: "jacobian";
  readonly hessian: "hessian";
} = {
  grad: "grad",
  valueAndGrad: "vjp",
  jvp: "jvp",
  vjp: "vjp",
  hvp: "hvp",
  jacobian: "jacobian",
  hessian: "hessian",
};
export type DerivingOperator = keyof typeof modeOf;

export function isDeriving(operator: string): operator is DerivingOperator {
  return Object.hasOwn(modeOf, operator);
}

const needNumber: ReadonlySet<DerivingOperator> = new Set(["grad", "valueAndGrad", "hvp", "hessian"]);
/** Called as the function itself is. */
const calledAlike: ReadonlySet<DerivingOperator> = new Set(["grad", "valueAndGrad", "jacobian", "hessian"]);

export interface Finding {
  readonly code: Code;
  readonly node: ts.Node;
  readonly message: string;
}

/** The function that `grad(f)` makes, entered into the file; or why it cannot be known. */
export function derivedOf(file: FileLowering, target: DerivedTarget, caller?: FunctionId): Derived | Finding {
  const { operator, node } = target;
  if (!isDeriving(operator)) return { code: "AD2016", node, message: `\`${node.getText()}\` is no derivative` };
  const [argument, wrt] = node.arguments;
  if (!argument) return { code: "AD2016", node, message: `\`${operator}\` is called without a function` };
  const of = callableOf(file, argument, caller);
  if ("code" in of) return of;
  const mask = maskOf(file, of, wrt, node);
  if ("code" in mask) return mask;
  const { types } = file.typeLowering;
  if (needNumber.has(operator) && of.result.kind !== "number") {
    const message = `\`${operator}\` needs a result that is a number; \`${of.name}\` has another`;
    return { code: "AD1017", node: argument, message };
  }
  if (!tangentOf(of.result, types)) {
    const message = `\`${of.name}\` has nothing to differentiate: it lacks a result that holds numbers`;
    return { code: "AD1008", node: argument, message };
  }
  const mode = modeOf[operator];
  const id = derivedId(mode, of.id, mask);
  const { fileName, origin } = file.placeOf(node);
  const isWhole = wrt === undefined;
  if (!file.derived.has(id)) file.derived.set(id, { id, mode, of: of.id, mask, isWhole, origin, fileName });
  return { ...of, id, operator, of, mask, result: resultOf(mode, of, mask, file) };
}

/** The function that an expression certainly is. */
function callableOf(file: FileLowering, node: ts.Expression, caller: FunctionId | undefined): Callable | Finding {
  const target = targetOf(file.oracle, node);
  switch (target.kind) {
    case "function": {
      const [written] = file.closures.allWritesOf(target.node);
      if (written)
        return { code: "AD2012", node, message: `the function writes \`${written.name}\`, which is captured` };
      if (file.oracle.overloadsOf(target.node).length > 0) {
        return {
          code: "AD2010",
          node,
          message: `which of its overloads \`${node.getText()}\` means here is not known`,
        };
      }
      const entry = file.entryOf(target.node, caller);
      if (caller) file.derivedCalls.push({ node, of: entry.id, caller });
      return callableFrom(entry);
    }
    case "derived": {
      const [argument] = target.node.arguments;
      if (target.operator === "checkpoint" && argument) return callableOf(file, argument, caller);
      const made = derivedOf(file, target, caller);
      if ("code" in made || calledAlike.has(made.operator)) return made;
      const message = `\`${node.getText()}\` is not called as a function of numbers; write it as an arrow: \`(x) => ${made.operator}(…)(…)\``;
      return { code: "AD2016", node, message };
    }
    case "ambient":
      return { code: "AD2003", node, message: `\`${node.getText()}\` has no body and no derivative` };
    case "math": {
      const entry = file.mathEntry(target.name, node);
      if (entry) return callableFrom(entry);
      const message = `\`${node.getText()}\` takes any number of arguments; write it as an arrow: \`(x, y) => ${node.getText()}(x, y)\``;
      return { code: "AD2016", node, message };
    }
    case "method": {
      if (isStatic(file.ts, target.node)) return callableFrom(file.entryOf(target.node, caller));
      const message = `\`${node.getText()}\` loses its receiver; write it as an arrow: \`(x) => ${node.getText()}(x)\``;
      return { code: "AD2016", node, message };
    }
    case "library":
      return { code: "AD2016", node, message: `\`${node.getText()}\` is built in; write it as an arrow` };
    default:
      return { code: "AD2016", node, message: unknownTarget(file, node) };
  }
}

function callableFrom({ id, name, parameters, captures, result }: FunctionEntry): Callable {
  return { id, name, parameters, captures, result };
}

function unknownTarget(file: FileLowering, node: ts.Expression): string {
  const { ts } = file;
  const text = node.getText();
  const declaration = ts.isIdentifier(node) ? file.oracle.symbolAt(node)?.valueDeclaration : undefined;
  return declaration && ts.isParameter(declaration)
    ? `which function \`${text}\` is, is not known when the program is compiled: pass the derivative in`
    : `which function \`${text}\` is, is not known when the program is compiled`;
}

/** Which parameters are differentiated: those that `wrt` counts, or all whose types carry derivatives. */
function maskOf(
  file: FileLowering,
  of: Callable,
  wrt: ts.Expression | undefined,
  node: ts.CallExpression,
): readonly boolean[] | Finding {
  const { types } = file.typeLowering;
  const carries = of.parameters.map(({ node: own, type }) => own !== undefined && tangentOf(type, types) !== undefined);
  const indices = wrt && indicesOf(file, wrt);
  if (wrt && !indices) {
    return { code: "AD2016", node: wrt, message: `which parameters \`${wrt.getText()}\` means is not known` };
  }
  const written = of.parameters.filter((parameter) => parameter.node !== undefined);
  for (const index of indices ?? []) {
    if (carries[index]) continue;
    const parameter = written[index];
    const message = parameter
      ? `\`${parameter.name}\` holds no number that could carry a derivative`
      : `\`${of.name}\` has no parameter ${index}: they are counted from 0`;
    return { code: parameter ? "AD1023" : "AD1006", node: wrt ?? node, message };
  }
  const mask = indices ? carries.map((_, i) => indices.includes(i)) : carries;
  if (mask.includes(true)) return mask;
  const message = `\`${of.name}\` has nothing to differentiate: it lacks a parameter that holds numbers`;
  return { code: "AD1008", node: node.arguments[0] ?? node, message };
}

/** An index, or a list of indices. */
function indicesOf(file: FileLowering, wrt: ts.Expression): readonly number[] | undefined {
  const { ts } = file;
  const node = bare(ts, wrt);
  const one = (expression: ts.Expression): number | undefined => {
    const literal = literalNumber(ts, expression) ?? file.oracle.literalAt(expression);
    return typeof literal === "number" ? literal : undefined;
  };
  if (!ts.isArrayLiteralExpression(node)) {
    const index = one(node);
    return index === undefined ? undefined : [index];
  }
  const indices = node.elements.map(one).filter((index) => index !== undefined);
  return indices.length === node.elements.length ? indices : undefined;
}

function resultOf(mode: Mode, of: Callable, mask: readonly boolean[], file: FileLowering): Type {
  const { types } = file.typeLowering;
  const shape: Shape = { params: of.parameters, result: of.result };
  switch (mode) {
    case "jvp":
      return jvpType(shape, types);
    case "vjp":
      return vjpType(shape, mask, types);
    case "hvp":
      return hvpType(shape, mask, types);
    case "jacobian":
      return jacobianType(shape, mask, types);
    case "hessian":
      return hessianType(shape, mask, types);
    default:
      return gradType(shape, mask, types);
  }
}
