/** Emits functions written in the IR's text form, as the tests want to see them. */
import { emitFunction } from "../../src/backend/emit.ts";
import type { EmitContext, Emitted } from "../../src/backend/emit.ts";
import type { Signature } from "../../src/backend/signature.ts";
import { typeText } from "../../src/backend/type-text.ts";
import type { IrFunction, Unit } from "../../src/ir/ir.ts";
import { parseUnit } from "../../src/ir/parse.ts";

export function signatureOf(fn: IrFunction, exported = false): Signature {
  return {
    name: fn.name,
    exported,
    parameters: fn.params.map((value, i) => {
      const { name = `p${i}`, type } = fn.values[value]!;
      return { value, name, type: typeText(type) };
    }),
    result: typeText(fn.resultType),
  };
}

export function emitUnit(unit: Unit, options: Partial<EmitContext> = {}): readonly Emitted[] {
  const cx: EmitContext = {
    types: unit.types,
    calleeText: (id) => unit.functions.get(id)?.name ?? id,
    reserved: new Set(),
    language: "ts",
    ...options,
  };
  return [...unit.functions.values()].map((fn) => emitFunction(fn, signatureOf(fn), cx));
}

/** The emitted text of a unit in text form. */
export function emitted(text: string, options: Partial<EmitContext> = {}): string {
  return emitUnit(parseUnit(text), options)
    .map((one) => one.text)
    .join("\n");
}
