/**
 * The functions that stand in the place of operator calls, called as the operator says: `jvp(f)([x, y], [xDot, yDot])` takes lists.
 * Gradients, Jacobians and Hessians, and `vjp`, are called as the derivatives are.
 */
import { FunctionBuilder } from "../ir/build.ts";
import { functionId } from "../ir/ir.ts";
import type { FunctionId, IrFunction, ValueId } from "../ir/ir.ts";
import type { Type } from "../ir/types.ts";
import type { Derivatives } from "./derivatives.ts";

export interface OperatorFunctionOptions {
  readonly operator: string;
  /** The derivative of the function, and how many parameters that one has, captured ones first not counted, then counted. */
  readonly made: IrFunction;
  readonly written: number;
  readonly all: number;
}

/** The function for an operator, added to `into` where it is not the derivative itself. */
export function operatorFunction(into: Derivatives, options: OperatorFunctionOptions): FunctionId {
  const { operator, made } = options;
  const isListed = operator === "jvp" || operator === "hvp";
  if (!isListed && operator !== "valueAndGrad") return made.id;
  const id = functionId(`${operator} ${made.id}`);
  if (!into.functions.has(id)) into.add(isListed ? listed(into, id, options) : valueAndGrad(into, id, options));
  return id;
}

/** f_vjp with the seed 1. */
function valueAndGrad(into: Derivatives, id: FunctionId, { made, all }: OperatorFunctionOptions): IrFunction {
  const { fileName, origin } = made;
  const name = made.name.replace(/vjp/, "valueAndGrad");
  const builder = new FunctionBuilder({ id, name, fileName, origin }, into.types);
  const params = made.params
    .slice(0, all)
    .map((param) => builder.value(made.values[param]!.type, made.values[param]!.name));
  const region = builder.region();
  const both = region.call(made.id, [...params, region.number(1, origin)], made.resultType, origin);
  return builder.finish(params, made.resultType, region.returns(both, origin));
}

/** `(args, captured…, dots)`. */
function listed(into: Derivatives, id: FunctionId, { made, written, all }: OperatorFunctionOptions): IrFunction {
  const { fileName, origin } = made;
  const builder = new FunctionBuilder({ id, name: `${made.name}_of`, fileName, origin }, into.types);
  const region = builder.region();
  const own = (from: number, to?: number): { names: string[]; types: Type[] } => {
    const values = made.params.slice(from, to).map((param) => made.values[param]!);
    return { names: values.map(({ name }, i) => name ?? `arg${from + i + 1}`), types: values.map(({ type }) => type) };
  };
  const list = (name: string, { names, types }: ReturnType<typeof own>): [ValueId, ValueId[]] => {
    const param = builder.value({ kind: "tuple", elements: types, labels: names, readonly: true }, name);
    return [param, types.map((type, i) => region.load(param, String(i), type, origin))];
  };
  const [args, items] = list("args", own(0, written));
  const captured = made.params
    .slice(written, all)
    .map((param) => builder.value(made.values[param]!.type, made.values[param]!.name));
  const [dots, directions] = list("dots", own(all));
  const result = region.call(made.id, [...items, ...captured, ...directions], made.resultType, origin);
  return builder.finish([args, ...captured, dots], made.resultType, region.returns(result, origin));
}
