/**
 * Takes out of a loop what every round computes anew from the same values: pure primitives, and reads of memory that nobody writes.
 *   for i … { %5 = div %h, 2 ; %6 = load %p.mass ; … }      =>   %5 = div %h, 2 ; %6 = load %p.mass ; for i … { … }
 * Only what each round certainly reaches (not inside a branch), so that nothing costly is computed that was not before, but for a loop of
 * no rounds; a read by an index stays, since without a round it may be out of range. Needs: ssa. Linear in ops times nesting.
 */
import type { IrFunction, Op, Region, ValueId } from "../ir/ir.ts";
import { isPure, mayLeave } from "../ir/effects.ts";
import { eachOp, mapRegions, operandsOf, resultsOf } from "../ir/visit.ts";
import type { Pass, WrittenFields } from "./pass.ts";

export const hoistInvariants: Pass = {
  name: "hoist-invariants",
  run(fn, { writtenFields }) {
    return new Hoister(fn, writtenFields).run();
  },
};

class Hoister {
  readonly #fn: IrFunction;
  readonly #writtenFields: WrittenFields;
  /** How many loops a value is defined inside. */
  readonly #depthOf = new Map<ValueId, number>();
  #hasHostEffects = false;

  constructor(fn: IrFunction, writtenFields: WrittenFields) {
    this.#fn = fn;
    this.#writtenFields = writtenFields;
    eachOp(fn.body, (op) => {
      if (op.kind === "opaque" && op.effect === "effect") this.#hasHostEffects = true;
    });
  }

  run(): IrFunction {
    const body = this.#region(this.#fn.body, 0);
    return body === this.#fn.body ? this.#fn : { ...this.#fn, body };
  }

  #region(region: Region, depth: number): Region {
    for (const param of region.params) this.#depthOf.set(param, depth);
    const ops: Op[] = [];
    let isChanged = false;
    for (const op of region.ops) {
      const placed = this.#op(op, depth);
      isChanged ||= placed.length !== 1 || placed[0] !== op;
      ops.push(...placed);
    }
    return isChanged ? { ...region, ops } : region;
  }

  /** The op, with what was taken out of it in front. */
  #op(op: Op, depth: number): readonly Op[] {
    for (const result of resultsOf(op)) this.#depthOf.set(result, depth);
    const isLoop = op.kind === "for" || op.kind === "while";
    if (!isLoop) return [mapRegions(op, (inner) => this.#region(inner, depth))];
    const taken: Op[] = [];
    const loop = mapRegions(op, (inner) => {
      const region = this.#region(inner, depth + 1);
      // The part behind the test of a loop is reached only where there is a round; so is all of a counted loop.
      const [out, kept] = this.#split(region, depth);
      taken.push(...out);
      return out.length === 0 ? region : { ...region, ops: kept };
    });
    return [...taken, loop];
  }

  #split(region: Region, depth: number): readonly [readonly Op[], readonly Op[]] {
    const out: Op[] = [];
    const kept: Op[] = [];
    let hasLeft = false;
    for (const op of region.ops) {
      if (!hasLeft && this.#isInvariant(op, depth)) {
        for (const result of resultsOf(op)) this.#depthOf.set(result, depth);
        out.push(op);
      } else kept.push(op);
      hasLeft ||= mayLeave(op);
    }
    // Constants alone are no reason.
    return out.some(({ kind }) => kind !== "const") ? [out, kept] : [[], region.ops];
  }

  /** Whether a reference can be read from without a test before. */
  #isThere(ref: ValueId): boolean {
    const { kind } = this.#fn.values[ref]!.type;
    return kind !== "union" && kind !== "opaque";
  }

  #isInvariant(op: Op, depth: number): boolean {
    const isStill =
      op.kind === "const" ||
      (op.kind === "prim" && isPure(op)) ||
      (op.kind === "load" &&
        op.key.kind === "field" &&
        this.#isThere(op.ref) &&
        !this.#hasHostEffects &&
        !this.#writtenFields.has(op.key.name));
    return isStill && operandsOf(op).every((operand) => (this.#depthOf.get(operand) ?? 0) <= depth);
  }
}
