/**
 * Shadows of the parameters of a marked function: fresh memory that ends as `grad`. What a written parameter ends with has an
 * adjoint from outside, the trailing one: the shadow starts from it, and ends as the adjoint of the initial content.
 */
import { InternalError } from "../../base/internal-error.ts";
import type { RegionBuilder } from "../../ir/build.ts";
import type { IrFunction, ValueId } from "../../ir/ir.ts";
import { holdsNumber, isReference, tangentOf, undefinedType, unionOf } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import { addAtStart, addBar } from "./context.ts";
import type { Reversal } from "./context.ts";
import { addInto, numberPart } from "../add-into.ts";
import { adjointShadow } from "./shadows.ts";

export class ParameterShadows {
  readonly #fn: IrFunction;
  readonly #written: readonly boolean[];
  readonly #shadows = new Map<ValueId, { readonly shadow: ValueId; readonly where: "primal" | "adjoint" }>();
  readonly #trailing = new Map<ValueId, ValueId>();
  readonly #isRequired: boolean;

  /** `isRequired`: without a seed, the trailing adjoints are all there is. */
  constructor(fn: IrFunction, written: readonly boolean[], isRequired: boolean) {
    this.#fn = fn;
    this.#written = written;
    this.#isRequired = isRequired;
  }

  /** Makes the trailing parameters, in the order of those that they belong to. */
  declare(cx: Reversal): readonly ValueId[] {
    for (const [i, param] of this.#fn.params.entries()) {
      if (!this.#written[i]) continue;
      const type = this.#typeOf(cx, param);
      const name = cx.builder.nameOf(param) ?? `arg${i + 1}`;
      const trailing = cx.builder.value(this.#isRequired ? type : unionOf([type, undefinedType]), `${name}Bar`);
      cx.tree.definedIn.set(trailing, cx.tree.body);
      cx.tree.body.available.set(trailing, trailing);
      this.#trailing.set(param, trailing);
    }
    return [...this.#trailing.values()];
  }

  of(cx: Reversal, param: ValueId, where: "primal" | "adjoint"): ValueId {
    const known = this.#shadows.get(param);
    if (known) {
      if (where === "primal" && known.where === "adjoint")
        throw new InternalError(`the shadow of parameter %${param} comes too late`);
      return known.shadow;
    }
    const shadow = where === "primal" ? this.#atStart(cx, param) : this.#fromTrailing(cx, param);
    this.#shadows.set(param, { shadow, where });
    return shadow;
  }

  /** Adds the trailing adjoints to shadows that the primal sweep made. */
  addTrailing(cx: Reversal, out: RegionBuilder): void {
    const { origin } = this.#fn;
    for (const [param, trailing] of this.#trailing) {
      if (!cx.activity.isActive(param)) continue;
      // Where a number stands in the place of memory, it ends as it came.
      if (holdsNumber(cx.builder.typeOf(param), cx.all.types))
        addBar(cx.tree.body, param, numberPart(trailing, out, origin));
      const shadow = adjointShadow(cx, param);
      if (this.#shadows.get(param)?.where !== "primal") continue;
      const own = cx.builder.typeOf(trailing);
      const type = this.#typeOf(cx, param);
      if (this.#isRequired && own.kind !== "union") {
        addInto(cx.all, shadow, trailing, out, origin);
        continue;
      }
      const then = cx.builder.region();
      addInto(cx.all, shadow, then.cast(trailing, type, origin), then, origin);
      out.if_({
        condition: out.prim("ne", [trailing, out.const_(undefined, origin)], origin),
        then: then.yields([], origin),
        else: cx.builder.region().yields([], origin),
        results: [],
        origin,
      });
    }
  }

  #typeOf(cx: Reversal, param: ValueId): Type {
    const type = tangentOf(cx.builder.typeOf(param), cx.all.types);
    if (!type || !isReference(type)) throw new InternalError(`%${param} is written and no memory`);
    return type;
  }

  #atStart(cx: Reversal, param: ValueId): ValueId {
    const into = cx.builder.region();
    const shadow = into.zerosLike(param, this.#fn.origin, this.#nameOf(cx, param));
    addAtStart(cx, cx.tree.body, into.ops);
    return shadow;
  }

  #fromTrailing(cx: Reversal, param: ValueId): ValueId {
    const into = cx.tree.body.prologue;
    const { origin } = this.#fn;
    const name = this.#nameOf(cx, param);
    const trailing = this.#trailing.get(param);
    if (trailing === undefined) return into.zerosLike(param, origin, name);
    if (this.#isRequired) return into.clone(trailing, origin, name);
    const type = this.#typeOf(cx, param);
    const absent = cx.builder.region();
    const zeros = absent.zerosLike(param, origin);
    const given = cx.builder.region();
    const copy = given.clone(given.cast(trailing, type, origin), origin);
    return into.if_({
      condition: into.prim("eq", [trailing, into.const_(undefined, origin)], origin),
      then: absent.yields([zeros], origin),
      else: given.yields([copy], origin),
      results: [name === undefined ? { type } : { type, name }],
      origin,
    })[0]!;
  }

  #nameOf(cx: Reversal, param: ValueId): string | undefined {
    const name = cx.builder.nameOf(param);
    return name === undefined ? undefined : `${name}Bar`;
  }
}
