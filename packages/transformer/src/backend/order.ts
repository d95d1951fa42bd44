/** What an op reads and writes, as far as the order of evaluation depends on it. */
import { assertNever } from "../base/assert-never.ts";
import { isLengthStore } from "../ir/ir.ts";
import type { FunctionId, Op, ValueId } from "../ir/ir.ts";
import type { Type, TypeTable } from "../ir/types.ts";
import { isPrimName, scalarRules } from "../rules/scalar.ts";
import { resolveType } from "./type-text.ts";

/** Bits for kinds of memory: two accesses of different kinds never meet. */
export const elements = 1;
export const lengths = 2;
export const fields = 4;
export const host = 8;
const everything = elements | lengths | fields | host;

export interface Access {
  readonly reads: number;
  readonly writes: number;
}

export const noAccess: Access = { reads: 0, writes: 0 };
const readsAll: Access = { reads: everything, writes: 0 };
const writesAll: Access = { reads: everything, writes: everything };

export function both(a: Access, b: Access): Access {
  return { reads: a.reads | b.reads, writes: a.writes | b.writes };
}

/** Whether exchanging the two can be noticed. */
export function conflict(a: Access, b: Access): boolean {
  return (a.writes & (b.reads | b.writes)) !== 0 || (b.writes & a.reads) !== 0;
}

export interface AccessContext {
  readonly types: TypeTable;
  readonly typeOf: (value: ValueId) => Type;
  readonly effectOf?: ((callee: FunctionId) => "pure" | "reads" | "effect") | undefined;
}

const byEffect = { pure: noAccess, reads: readsAll, effect: writesAll } as const;

/** The access of an op by itself; that of an op with regions is the sum over what is in them. */
export function accessOf(op: Op, cx: AccessContext): Access {
  switch (op.kind) {
    case "const":
    case "undef":
    case "cast":
    case "record":
    case "allocate":
    case "comment":
    case "if":
    case "for":
    case "while":
    case "block":
    case "try":
      return noAccess;
    case "prim":
      return isPrimName(op.prim) && !scalarRules[op.prim].pure ? { reads: host, writes: host } : noAccess;
    case "fold":
      return spreads(op.args);
    case "array":
      return spreads(op.elements);
    case "call":
      return byEffect[cx.effectOf?.(op.callee) ?? "effect"];
    case "opaque":
      return byEffect[op.effect];
    case "zeros-like":
      return { reads: lengths | elements | fields, writes: 0 };
    case "clone":
      return { reads: lengths | elements | fields, writes: 0 };
    case "load":
      return { reads: keyBits(op.key), writes: 0 };
    case "view":
      return noAccess;
    case "store":
      if (isLengthStore(op)) return { reads: 0, writes: elements | lengths };
      // A store past the end makes an array longer.
      return { reads: 0, writes: keyBits(op.key) | (op.key.kind === "index" && !isTyped(op.ref, cx) ? lengths : 0) };
    case "length":
      return isTyped(op.ref, cx) ? noAccess : { reads: lengths, writes: 0 };
    case "has-index":
      return { reads: elements | lengths, writes: 0 };
    case "push":
    case "pop":
      return { reads: elements | lengths, writes: elements | lengths };
    case "fill":
      return { reads: 0, writes: elements };
    default:
      return assertNever(op, "op");
  }
}

function spreads(items: readonly { readonly kind: "value" | "spread" }[]): Access {
  return items.some((item) => item.kind === "spread") ? { reads: elements | lengths, writes: 0 } : noAccess;
}

function keyBits(key: { readonly kind: "index" } | { readonly kind: "field"; readonly name: string }): number {
  if (key.kind === "index") return elements;
  return /^\d+$/.test(key.name) ? elements | fields : fields;
}

function isTyped(ref: ValueId, cx: AccessContext): boolean {
  return resolveType(cx.typeOf(ref), cx.types).kind === "typed-array";
}
