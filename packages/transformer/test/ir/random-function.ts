/** Random functions of the IR for property tests: every op kind, every exit, well formed by construction. */
import fc from "fast-check";
import { FunctionBuilder } from "../../src/ir/build.ts";
import type { RegionBuilder } from "../../src/ir/build.ts";
import { functionId, label } from "../../src/ir/ir.ts";
import type { IrFunction, Label, Origin, Region, Value, ValueId } from "../../src/ir/ir.ts";
import { arrayOf, booleanType, numberType, stringType, undefinedType, unionOf } from "../../src/ir/types.ts";
import type { Type } from "../../src/ir/types.ts";

/** Draws from a list of choices made by fast-check, so that failures shrink; 0 once the list is used up. */
class Dice {
  readonly #choices: readonly number[];
  #position = 0;

  constructor(choices: readonly number[]) {
    this.#choices = choices;
  }

  get isEmpty(): boolean {
    return this.#position >= this.#choices.length;
  }

  below(n: number): number {
    return (this.#choices[this.#position++] ?? 0) % n;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}

interface Target {
  readonly label: Label;
  readonly isLoop: boolean;
  readonly breakCount: number;
  readonly continueCount: number;
}

const words = ["x", "y", "s", "an odd name", "if", "ö"];
const numbers = [0, -0, 1, 0.1, -2.5, 1e300, 5e-324, NaN, Infinity, -Infinity, 123456789012345680000];
const matrix = arrayOf(arrayOf(numberType));
const point: Type = {
  kind: "record",
  fields: [
    { name: "x", type: numberType },
    { name: "y", type: numberType },
  ],
};

export const randomFunction: fc.Arbitrary<IrFunction> = fc
  .array(fc.nat(1 << 16), { minLength: 200, maxLength: 800, size: "max" })
  .map((choices) => new Generator(new Dice(choices)).run());

class Generator {
  readonly #dice: Dice;
  readonly #fn: FunctionBuilder;
  #labels = 0;

  constructor(dice: Dice) {
    this.#dice = dice;
    this.#fn = new FunctionBuilder({
      id: functionId(dice.pick(["f", "a.ts#f", "if"])),
      name: dice.pick(["f", "g"]),
      fileName: dice.pick(["a.ts", 'odd "name".ts']),
      origin: this.#origin(),
    });
  }

  run(): IrFunction {
    const params = [
      this.#fn.value(numberType, "x"),
      this.#fn.value(arrayOf(numberType), "xs"),
      this.#fn.value(booleanType),
    ];
    if (this.#dice.below(3) === 0) this.#fn.value(point, "nobody's");
    const body = this.#region([], params, [], 0, (region, scope) => {
      if (this.#dice.below(8) === 0) return region.finish({ kind: "throw", value: scope[0]!, origin: this.#origin() });
      return region.returns(this.#ofType(region, scope, numberType), this.#origin());
    });
    return this.#fn.finish(params, numberType, body);
  }

  #region(
    params: readonly (Value | ValueId)[],
    outer: readonly ValueId[],
    targets: readonly Target[],
    depth: number,
    end: (region: RegionBuilder, scope: readonly ValueId[]) => Region,
  ): Region {
    const region = this.#fn.region(params);
    const scope = [...outer, ...region.params];
    const count = this.#dice.below(depth === 0 ? 30 : 8);
    for (let i = 0; i < count && !this.#dice.isEmpty; i++) this.#op(region, scope, targets, depth);
    return this.#exit(region, scope, targets) ?? end(region, scope);
  }

  /** Sometimes leaves the region by an exit. */
  #exit(region: RegionBuilder, scope: readonly ValueId[], targets: readonly Target[]): Region | undefined {
    if (targets.length === 0 || this.#dice.below(4) > 0) return undefined;
    const origin = this.#origin();
    const target = this.#dice.pick(targets);
    switch (this.#dice.below(4)) {
      case 0:
        return region.returns(this.#ofType(region, scope, numberType), origin);
      case 1:
        return region.finish({ kind: "throw", value: this.#ofType(region, scope, numberType), origin });
      case 2: {
        const values = this.#numbers(region, scope, target.breakCount);
        return region.finish({ kind: "break", label: target.label, values, origin });
      }
      default: {
        if (!target.isLoop) return undefined;
        const values = this.#numbers(region, scope, target.continueCount);
        return region.finish({ kind: "continue", label: target.label, values, origin });
      }
    }
  }

  #op(region: RegionBuilder, scope: ValueId[], targets: readonly Target[], depth: number): void {
    const dice = this.#dice;
    const origin = this.#origin();
    const name = this.#name();
    const number = (): ValueId => this.#ofType(region, scope, numberType);
    const array = (): ValueId => this.#ofType(region, scope, arrayOf(numberType));
    const add = (...values: readonly ValueId[]): void => void scope.push(...values);
    switch (dice.below(depth < 4 ? 27 : 21)) {
      case 0:
        return add(region.number(dice.pick(numbers), origin, name));
      case 1:
        return add(region.const_(dice.pick([true, false, 'a\n"b"', 12n, -7n, null, undefined]), origin, name));
      case 2:
        return add(region.undef(dice.pick([numberType, matrix, point]), origin, name));
      case 3:
      case 4:
        return add(region.prim(dice.pick(["add", "mul", "div", "pow"]), [number(), number()], origin, name));
      case 5:
        return add(region.prim(dice.pick(["lt", "ge", "eq"]), [number(), number()], origin, name));
      case 6:
        return add(region.prim("max", this.#numbers(region, scope, dice.below(3)), origin, name));
      case 7: {
        const args = [{ kind: "value", value: number() } as const, { kind: "spread", value: array() } as const];
        return add(region.fold(dice.pick(["max", "hypot"]), args, origin, name));
      }
      case 8:
        return add(region.cast(number(), { kind: "number", text: dice.pick(["Metres", "a | b"]) }, origin, name));
      case 9:
        return add(region.call(functionId(dice.pick(["g", "b.ts#h"])), [number(), array()], numberType, origin, name));
      case 10: {
        const known = dice.pick([{}, { known: 3 }, { known: -0 }, { known: { a: [1, "b", null], "c d": true } }]);
        const effect = dice.pick(["pure", "reads", "effect"] as const);
        const text = { pieces: ["f(", ", '", ")"], args: [number(), number()], precedence: dice.pick([20, 3]) };
        return add(region.opaque({ ...text, effect, ...known, origin }, dice.pick([stringType, numberType]), name));
      }
      case 11: {
        const elements = [number(), { kind: "spread", value: array() } as const];
        return add(region.array(elements, arrayOf(numberType), origin, name));
      }
      case 12:
        return add(region.record({ x: number(), y: number() }, origin, dice.pick([point, undefined]), name));
      case 13: {
        const fill = dice.below(2) === 0 ? {} : { fill: number() };
        return add(region.allocate(arrayOf(numberType), { length: number(), ...fill }, origin, name));
      }
      case 14:
        return add(region.zerosLike(array(), origin, name), region.clone(array(), origin, name));
      case 15:
        return add(region.load(array(), number(), unionOf([numberType, undefinedType]), origin, name));
      case 16:
        return region.store(array(), number(), number(), origin);
      case 17:
        return add(region.length(array(), origin, name), region.hasIndex(array(), number(), origin, name));
      case 18:
        return add(region.push(array(), [number(), { kind: "spread", value: array() }], origin, name));
      case 19:
        return add(region.pop(array(), unionOf([numberType, undefinedType]), origin, name));
      case 20: {
        region.fill(array(), number(), origin);
        region.resize(array(), number(), origin);
        const record = this.#ofType(region, scope, point);
        region.store(record, "x", region.load(record, "y", numberType, origin), origin);
        return region.comment('adjoint of "lines" 3-4', origin, dice.below(2) === 0);
      }
      default:
        return add(...this.#control(region, scope, targets, depth, origin));
    }
  }

  #control(
    region: RegionBuilder,
    scope: readonly ValueId[],
    targets: readonly Target[],
    depth: number,
    origin: Origin,
  ): readonly ValueId[] {
    const count = this.#dice.below(3);
    const slots = (): readonly Value[] => Array.from({ length: count }, () => this.#slot());
    const yields = (inner: RegionBuilder, inside: readonly ValueId[]): Region =>
      inner.yields(this.#numbers(inner, inside, count), this.#origin());
    const target = (isLoop: boolean, continueCount: number): Target => {
      const text = this.#dice.pick(["loop", "odd label "]);
      return { label: label(`${text}${this.#labels++}`), isLoop, breakCount: count, continueCount };
    };
    switch (this.#dice.below(4)) {
      case 0: {
        const condition = this.#ofType(region, scope, booleanType);
        const then = this.#region([], scope, targets, depth + 1, yields);
        return region.if_({
          condition,
          then,
          else: this.#region([], scope, targets, depth + 1, yields),
          results: slots(),
          origin,
        });
      }
      case 1: {
        const loop = target(true, count);
        const [from, to, ...inits] = this.#numbers(region, scope, count + 2);
        const compare = this.#dice.pick(["<", "<=", ">", ">="] as const);
        const step = compare.startsWith("<") ? 1 : -2;
        const body = this.#region([this.#slot(), ...slots()], scope, [...targets, loop], depth + 1, yields);
        return region.for_({ label: loop.label, from: from!, to: to!, step, compare, inits, body, origin });
      }
      case 2: {
        // As many values go into the test as come out of it, or one more.
        const before = count + this.#dice.below(2);
        const loop = target(true, before);
        const inits = this.#numbers(region, scope, before);
        const params = Array.from({ length: before }, () => this.#slot());
        const test = this.#region(params, scope, [...targets, loop], depth + 1, (inner, inside) =>
          inner.finish({
            kind: "condition",
            condition: this.#ofType(inner, inside, booleanType),
            values: this.#numbers(inner, inside, count),
            origin: this.#origin(),
          }),
        );
        const after = this.#region(slots(), scope, [...targets, loop], depth + 1, (inner, inside) =>
          inner.yields(this.#numbers(inner, inside, before), this.#origin()),
        );
        return region.while_({ label: loop.label, inits, before: test, after, origin });
      }
      default: {
        const block = target(false, 0);
        const body = this.#region([], scope, [...targets, block], depth + 1, yields);
        return region.block({ label: block.label, body, results: slots(), origin });
      }
    }
  }

  /** A value of the type in scope, or a new one. */
  #ofType(region: RegionBuilder, scope: readonly ValueId[], type: Type): ValueId {
    const found = scope.filter((value) => this.#fn.typeOf(value).kind === type.kind && this.#isOf(value, type));
    if (found.length > 0) return this.#dice.pick(found);
    return region.undef(type, this.#origin());
  }

  #isOf(value: ValueId, type: Type): boolean {
    const own = this.#fn.typeOf(value);
    return own.kind === "array" && type.kind === "array" ? own.element.kind === type.element.kind : true;
  }

  #numbers(region: RegionBuilder, scope: readonly ValueId[], count: number): readonly ValueId[] {
    return Array.from({ length: count }, () => this.#ofType(region, scope, numberType));
  }

  #slot(): Value {
    const name = this.#name();
    return name === undefined ? { type: numberType } : { type: numberType, name };
  }

  #name(): string | undefined {
    return this.#dice.below(2) === 0 ? undefined : this.#dice.pick(words);
  }

  #origin(): Origin {
    const start = this.#dice.below(50);
    return { start, length: this.#dice.below(9), line: 1 + (start >> 3) };
  }
}
