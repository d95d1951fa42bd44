/**
 * Which loads give the same: two of one place, with no write between them that may go there. Each write starts a new version of the
 * places that it may reach; two loads are equal where their texts, versions included, are.
 *   load %0[%1] ; store %2[%1] = … ; load %0[%1]     one load where %2 was made in this function and %0 is a parameter
 * Places are told apart by the name of the field (all elements are one), by whether a number or memory stands there, and by whether
 * the memory was made here, came as a parameter, or may be either. Whoever walks the ops tells of each in the order in which they
 * run; of a loop before its body, since a round comes after another.
 */
import { resolve } from "../ir/assignable.ts";
import { writesMemory } from "../ir/effects.ts";
import { isLengthStore, isRemoval } from "../ir/ir.ts";
import type { IrFunction, Key, LoadOp, Op, ValueId } from "../ir/ir.ts";
import { isReference } from "../ir/types.ts";
import type { Type, TypeTable } from "../ir/types.ts";
import { eachOp, regionsOf } from "../ir/visit.ts";
import type { WrittenFields } from "./pass.ts";

/** What stands in a place: memory, something else, or now this and now that. */
type Content = "memory" | "other" | "either";

const makers: ReadonlySet<Op["kind"]> = new Set(["allocate", "array", "record", "zeros-like", "clone"]);

export class MemoryVersions {
  readonly #fn: IrFunction;
  readonly #types: TypeTable;
  readonly #writtenFields: WrittenFields;
  /** Whose memory a value names: "parameter", or the value that it was made as. */
  readonly #owners = new Map<ValueId, string>();
  readonly #versions = new Map<string, number>();
  #next = 1;

  constructor(fn: IrFunction, types: TypeTable, writtenFields: WrittenFields) {
    this.#fn = fn;
    this.#types = types;
    this.#writtenFields = writtenFields;
    for (const param of fn.params) this.#owners.set(param, "parameter");
    eachOp(fn.body, (op) => {
      if (makers.has(op.kind) && "result" in op) this.#owners.set(op.result, `%${op.result}`);
      if (op.kind !== "cast") return;
      const owner = this.#owners.get(op.arg);
      if (owner !== undefined) this.#owners.set(op.result, owner);
    });
  }

  /** The version of the place that a load reads, as a part of its text. */
  of(op: LoadOp): string {
    const name = nameOf(op.key);
    const host = this.#at("host");
    if (!this.#writtenFields.has(name)) return host;
    const place = `${name} ${this.#contentOf(this.#fn.values[op.result]!.type)}`;
    return [host, this.#at("calls"), this.#at(place), this.#at(`${place} ${this.#ownerOf(op.ref)}`)].join(".");
  }

  /** Takes notice of an op that runs now, or of all that runs in its regions. */
  passed(op: Op): void {
    if (regionsOf(op).length > 0) {
      for (const region of regionsOf(op)) eachOp(region, (inner) => this.passed(inner));
      return;
    }
    if (op.kind === "call") return this.#renew("calls");
    if (!writesMemory(op)) return;
    if (isRemoval(op) && op.kind === "store") return this.#write("[]", op.ref, "either");
    if (op.kind === "store" && !isLengthStore(op))
      return this.#write(nameOf(op.key), op.ref, this.#contentOf(this.#fn.values[op.value]!.type));
    if ("ref" in op) return this.#write("[]", op.ref, "either");
    this.#renew("host");
  }

  #write(name: string, ref: ValueId, content: Content): void {
    const owner = this.#ownerOf(ref);
    const contents: readonly Content[] = content === "either" ? ["memory", "other", "either"] : [content, "either"];
    for (const one of contents) {
      const place = `${name} ${one}`;
      if (owner === "any") this.#renew(place);
      else for (const reached of [owner, "any"]) this.#renew(`${place} ${reached}`);
    }
  }

  #ownerOf(ref: ValueId): string {
    return this.#owners.get(ref) ?? "any";
  }

  #contentOf(type: Type): Content {
    const shape = resolve(type, this.#types) ?? type;
    if (shape.kind === "union" || shape.kind === "opaque") return "either";
    return isReference(shape) ? "memory" : "other";
  }

  #at(key: string): string {
    return String(this.#versions.get(key) ?? 0);
  }

  #renew(key: string): void {
    this.#versions.set(key, this.#next++);
  }
}

/** Elements, also those of a tuple, which an index reaches too. */
function nameOf(key: Key): string {
  return key.kind === "field" && !/^\d+$/.test(key.name) ? key.name : "[]";
}
