/** Which functions and types the generated text consists of, in which order, under which names. */
import { freshName } from "../base/fresh-name.ts";
import { InternalError } from "../base/internal-error.ts";
import type { FunctionId, IrFunction, ValueId } from "../ir/ir.ts";
import type { FunctionSource } from "../ir/request.ts";
import { unionOf } from "../ir/types.ts";
import type { Type, TypeDefinition, TypeTable } from "../ir/types.ts";
import { eachOp, eachRegion, resultsOf } from "../ir/visit.ts";

/** Every function that some call, themselves first, in the order of first call; `isThere` stops at what the text can name. */
export function reachable(
  roots: readonly IrFunction[],
  functions: ReadonlyMap<FunctionId, IrFunction>,
  isThere: (id: FunctionId) => boolean,
): readonly IrFunction[] {
  const found = new Map<FunctionId, IrFunction>(roots.map((fn) => [fn.id, fn]));
  for (const fn of found.values()) {
    eachOp(fn.body, (op) => {
      if (op.kind !== "call" || found.has(op.callee) || isThere(op.callee)) return;
      const callee = functions.get(op.callee);
      if (!callee) throw new InternalError(`${fn.name} calls ${op.callee}, which is not there`);
      found.set(op.callee, callee);
    });
  }
  return [...found.values()];
}

/** The emitted types that functions mention, and those that these mention, in the order of first mention. */
export function mentionedTypes(functions: readonly IrFunction[], table: TypeTable): readonly TypeDefinition[] {
  const found = new Map<string, TypeDefinition>();
  const visit = (type: Type): void => {
    switch (type.kind) {
      case "named": {
        const definition = table.get(type.name);
        if (!definition || !definition.emitted || found.has(type.name)) return;
        found.set(type.name, definition);
        return visit(definition.type);
      }
      case "array":
        return visit(type.element);
      case "tuple":
        return type.elements.forEach(visit);
      case "record":
        return type.fields.forEach((field) => visit(field.type));
      case "union":
        return type.members.forEach(visit);
      default:
        return;
    }
  };
  for (const fn of functions) {
    for (const param of fn.params) visit(fn.values[param]!.type);
    visit(fn.resultType);
    eachRegion(fn.body, (region) => region.params.forEach((param) => visit(fn.values[param]!.type)));
    eachOp(fn.body, (op) => resultsOf(op).forEach((result) => visit(fn.values[result]!.type)));
  }
  return [...found.values()];
}

/** Names and types of the parameters of a function whose first parameters are the user's. */
export function parametersOf(
  fn: IrFunction,
  source: FunctionSource | undefined,
  options: {
    readonly defaults: ReadonlyMap<number, string>;
    /** Among the further ones, those that may be left out. */
    readonly optional?: ReadonlySet<ValueId> | undefined;
    readonly typeText: (type: Type) => string;
  },
): readonly {
  value: IrFunction["params"][number];
  name: string;
  type: string;
  optional?: boolean;
  default?: string;
}[] {
  const names = new Set<string>();
  const list = fn.params.map((value, i) => {
    const own = source?.parameters[i];
    const { type, name } = fn.values[value]!;
    const given = options.defaults.get(value);
    const isUsers = own !== undefined;
    const isOptional = isUsers ? own.optional : (options.optional?.has(value) ?? false);
    return {
      value,
      name: freshName(isUsers ? own.name : (name ?? `arg${i + 1}`), names),
      type: own?.type ?? options.typeText(isOptional ? withoutUndefined(type) : type),
      isOptional,
      default: given,
    };
  });
  // What stands before a required parameter cannot be left out: it is asked for with `undefined`.
  const lastRequired = list.findLastIndex(({ isOptional, default: given }) => !isOptional && given === undefined);
  return list.map(({ value, name, type, isOptional, default: given }, i) => {
    if (given !== undefined) return { value, name, type, default: given };
    if (!isOptional) return { value, name, type };
    return i > lastRequired
      ? { value, name, type, optional: true }
      : { value, name, type: `${parenthesised(type)} | undefined` };
  });
}

function withoutUndefined(type: Type): Type {
  return type.kind === "union" ? unionOf(type.members.filter(({ kind }) => kind !== "undefined")) : type;
}

/** A function type is put in parentheses before it becomes part of a union. */
function parenthesised(type: string): string {
  return type.includes("=>") ? `(${type})` : type;
}
