/**
 * Derivatives inside of functions: `grad(f)(x)` in the body of g is a call of a function that is made here, before g is differentiated.
 *   call [derived grad:f/1](%x)        =>   call [grad:f/1](%x)
 * Both transforms are closed, so nesting to any depth, in any mix of modes, is the order in which functions are made: innermost first.
 * A derivative is a function of its own with parameters of its own, so no tangent can be taken for another (no perturbation confusion).
 */
import { calleesOf } from "../analysis/call-groups.ts";
import { InternalError } from "../base/internal-error.ts";
import type { DerivedFunction } from "../ir/derived.ts";
import type { FunctionId, IrFunction, Op, ValueId } from "../ir/ir.ts";
import type { Mode, OperatorUse } from "../ir/request.ts";
import { tangentOf } from "../ir/types.ts";
import { mapFunctionRegions, mapOps } from "../ir/visit.ts";
import type { CalleeVariant } from "./adjoint/context.ts";
import { maskSuffix } from "./derivatives.ts";
import type { Derivatives, Lost } from "./derivatives.ts";
import { differentiate } from "./modes.ts";
import { operatorFunction } from "./operator-functions.ts";
import { isJacobianRecursive } from "./rows.ts";

export interface DerivedCallsOptions {
  readonly derived: ReadonlyMap<FunctionId, DerivedFunction>;
  readonly nameOf: (mode: Mode, name: string) => string;
  /** What is done to a function of the user before it is differentiated, and to what was made of one before it is again. */
  readonly prepare: (fn: IrFunction) => IrFunction;
  readonly tidy: (fn: IrFunction) => IrFunction;
}

export interface UsedFunction {
  readonly fn: FunctionId;
  /** The function of the user whose parameters it has first; undefined where it takes them as lists. */
  readonly like: FunctionId | undefined;
  /** Parameters with a default in the text: the seed. */
  readonly defaults: ReadonlyMap<ValueId, string>;
}

export class DerivedCalls {
  readonly #all: Derivatives<CalleeVariant>;
  readonly #options: DerivedCallsOptions;
  readonly #resolved = new Set<FunctionId>();
  readonly #whole = new Set<FunctionId>();
  readonly #madeFor = new Map<FunctionId, FunctionId>();
  readonly #tidied: Set<FunctionId>;
  /** Those that would call their function many times, which would be noticed. */
  readonly repeated: DerivedFunction[] = [];
  /** Those whose function writes into what it is given, or captures: the operators have no place for its adjoint. */
  readonly writing: DerivedFunction[] = [];
  /** Jacobians whose type would contain itself inside another. */
  readonly recursive: DerivedFunction[] = [];
  /** The derivatives that were lost in making each. */
  readonly lostIn: Map<FunctionId, readonly Lost[]> = new Map();

  /** The functions of `all` are those of the user, ready to be differentiated. */
  constructor(all: Derivatives<CalleeVariant>, options: DerivedCallsOptions) {
    this.#all = all;
    this.#options = options;
    this.#tidied = new Set(all.functions.keys());
  }

  /** Makes what a function calls, and all that these call; afterwards it can be differentiated. */
  resolve(id: FunctionId): void {
    if (this.#resolved.has(id)) return;
    this.#resolved.add(id);
    const made = new Map<FunctionId, FunctionId>();
    for (const callee of calleesOf(this.#all.functionOf(id))) {
      const derived = this.#options.derived.get(callee);
      if (derived) made.set(callee, this.#make(derived));
      else if (this.#all.functions.has(callee)) this.resolve(callee);
    }
    if (made.size > 0) this.#all.add(this.#options.prepare(redirected(this.#all.functionOf(id), made)));
    this.#whole.add(id);
  }

  /** Whether all that a function calls is there. */
  isWhole(id: FunctionId): boolean {
    return this.#whole.has(id);
  }

  /** The function that stands in the place of an operator call in the text. `written`: how many parameters a function declares. */
  use({ operator, derived: id }: OperatorUse, written: (of: FunctionId) => number): UsedFunction {
    const derived = this.#options.derived.get(id);
    if (!derived) throw new InternalError(`no derived function ${id}`);
    const made = this.#all.functionOf(this.#make(derived));
    const like = this.#base(derived.of);
    const all = derived.mask.length;
    const fn = operatorFunction(this.#all, { operator, made, written: written(like), all });
    const hasDefault = operator === "vjp" && this.#all.functionOf(like).resultType.kind === "number";
    const isListed = operator === "jvp" || operator === "hvp";
    return {
      fn,
      like: isListed ? undefined : like,
      defaults: hasDefault ? new Map([[made.params[all]!, "1"]]) : new Map(),
    };
  }

  #base(id: FunctionId): FunctionId {
    const derived = this.#options.derived.get(id);
    return derived ? this.#base(derived.of) : id;
  }

  /** The function that a derived one turns out to be. */
  #make(derived: DerivedFunction): FunctionId {
    const known = this.#madeFor.get(derived.id);
    if (known !== undefined) return known;
    const { mode, mask } = derived;
    const inner = this.#options.derived.get(derived.of);
    const of = inner ? this.#make(inner) : derived.of;
    this.resolve(of);
    if ((mode === "jacobian" || mode === "hessian") && this.#all.effectsOf(of)?.outside) this.repeated.push(derived);
    if (this.#all.writtenParameters(of).includes(true)) {
      this.writing.push(derived);
      throw new InternalError(`${of} writes into a parameter`);
    }
    if (mode === "jacobian" && this.#isRecursive(of, mask)) {
      this.recursive.push(derived);
      throw new InternalError(`the Jacobian of ${of} contains itself`);
    }
    const before = this.#all.lost.length;
    const fn = this.#all.functionOf(of);
    const suffix = derived.isWhole ? "" : maskSuffix(fn, mask, []);
    const nameOf = (one: Mode): string => `${this.#options.nameOf(one, fn.name)}${suffix}`;
    const { functions } = differentiate(this.#all, of, { mask, modes: [mode], nameOf });
    const found = functions.find((one) => one.mode === mode);
    if (!found) throw new InternalError(`${derived.id} was not made`);
    this.#tidy();
    this.#madeFor.set(derived.id, found.fn.id);
    this.lostIn.set(derived.id, this.#all.lost.slice(before));
    return found.fn.id;
  }

  #isRecursive(of: FunctionId, mask: readonly boolean[]): boolean {
    const { types } = this.#all;
    const { params, values, resultType } = this.#all.functionOf(of);
    const result = tangentOf(resultType, types);
    const from = params.flatMap((param, i) => {
      const type = mask[i] ? tangentOf(values[param]!.type, types) : undefined;
      return type ? [type] : [];
    });
    return result !== undefined && isJacobianRecursive(from, result);
  }

  /** What was made on the way is tidied before anyone looks at it again: nested derivatives would carry its superfluous ops along. */
  #tidy(): void {
    for (const [id, fn] of this.#all.functions) {
      if (this.#tidied.has(id)) continue;
      this.#tidied.add(id);
      this.#all.replace(this.#options.tidy(fn));
    }
  }
}

function redirected(fn: IrFunction, to: ReadonlyMap<FunctionId, FunctionId>): IrFunction {
  const one = (op: Op): Op => {
    const callee = op.kind === "call" ? to.get(op.callee) : undefined;
    return op.kind === "call" && callee !== undefined ? { ...op, callee } : op;
  };
  return mapFunctionRegions(fn, (region) => mapOps(region, one));
}
