/**
 * Random programs that run and end: numbers, flags and arrays, every loop and exit, variables assigned again and again,
 * swapped, and carried through everything. Well formed by construction; each value is used where it is in scope.
 */
import fc from "fast-check";
import { FunctionBuilder } from "../../src/ir/build.ts";
import type { RegionBuilder } from "../../src/ir/build.ts";
import { functionId, label } from "../../src/ir/ir.ts";
import type { IrFunction, Label, Origin, Region, Terminator, Unit, ValueId } from "../../src/ir/ir.ts";
import { arrayOf, booleanType, numberType } from "../../src/ir/types.ts";
import type { Type } from "../../src/ir/types.ts";

const origin: Origin = { start: 0, length: 1, line: 1 };
const names = ["x", "s", "t", "i", "Math", "if", "a1", "t1"];
const array = arrayOf(numberType);
const point: Type = {
  kind: "record",
  fields: [
    { name: "u", type: numberType },
    { name: "odd-name", type: numberType },
  ],
};
const f = functionId("f");
const log = functionId("log");

/** A unit of `f(x, y, xs, flag)` and `log(xs, x)`, which appends to its array and returns x + 1. */
export const randomProgram: fc.Arbitrary<Unit> = fc
  .array(fc.nat(1 << 16), { minLength: 60, maxLength: 700, size: "max" })
  .map((choices) => ({
    functions: new Map([
      [f, new Generator(choices).run()],
      [log, logFunction()],
    ]),
    types: new Map(),
  }));

export const entry = f;

function logFunction(): IrFunction {
  const fn = new FunctionBuilder({ id: log, name: "log", fileName: "a.ts", origin });
  const [xs, x] = [fn.value(array, "xs"), fn.value(numberType, "x")];
  const body = fn.region();
  body.push(xs, [x], origin);
  const sum = body.prim("add", [x, body.number(1, origin)], origin);
  return fn.finish([xs, x], numberType, body.returns(sum, origin));
}

interface Target {
  readonly label: Label;
  readonly isLoop: boolean;
  readonly breaks: number;
  readonly continues: number;
  /** The counter that a `continue` of a while must advance: its index among the values, and the value to advance. */
  readonly counter?: { readonly value: ValueId };
}

interface Scope {
  readonly numbers: ValueId[];
  readonly flags: ValueId[];
  readonly arrays: ValueId[];
  readonly points: ValueId[];
}

class Generator {
  readonly #choices: readonly number[];
  #position = 0;
  #labels = 0;
  readonly #fn = new FunctionBuilder({ id: f, name: "f", fileName: "a.ts", origin });

  constructor(choices: readonly number[]) {
    this.#choices = choices;
  }

  run(): IrFunction {
    const fn = this.#fn;
    const params = [
      fn.value(numberType, "x"),
      fn.value(numberType, "y"),
      fn.value(array, "xs"),
      fn.value(booleanType, "flag"),
    ];
    const [x, y, xs, flag] = params;
    const scope: Scope = { numbers: [x!, y!], flags: [flag!], arrays: [xs!], points: [] };
    const region = fn.region();
    this.#ops(region, scope, [], 0);
    return fn.finish(params, numberType, region.returns(this.#pick(scope.numbers), origin));
  }

  get #isEmpty(): boolean {
    return this.#position >= this.#choices.length;
  }

  #below(n: number): number {
    return (this.#choices[this.#position++] ?? 0) % n;
  }

  /** Mostly something recent. */
  #pick<T>(items: readonly T[]): T {
    const back = this.#below(3) === 0 ? items.length : Math.min(items.length, 4);
    return items[items.length - 1 - this.#below(back)]!;
  }

  #name(): string | undefined {
    return this.#below(2) === 0 ? undefined : names[this.#below(names.length)];
  }

  #ops(region: RegionBuilder, scope: Scope, targets: readonly Target[], depth: number): void {
    const count = this.#below(depth === 0 ? 24 : 6);
    for (let i = 0; i < count && !this.#isEmpty; i++) this.#op(region, scope, targets, depth);
  }

  #op(region: RegionBuilder, scope: Scope, targets: readonly Target[], depth: number): void {
    const name = this.#name();
    const number = (): ValueId => this.#pick(scope.numbers);
    const add = (value: ValueId): void => void scope.numbers.push(value);
    const index = (xs: ValueId): ValueId =>
      region.prim(
        "rem",
        [region.prim("trunc", [region.prim("abs", [number()], origin)], origin), region.length(xs, origin)],
        origin,
      );
    switch (this.#below(depth < 4 && !this.#isEmpty ? 26 : 18)) {
      case 0:
        return add(region.number([0, 1, -1, 2.5, -0, 1e21, -3][this.#below(7)]!, origin, name));
      case 1:
      case 2:
      case 3:
      case 4: {
        const prim = ["add", "sub", "mul", "add", "sub", "div", "rem", "max", "pow", "bitOr", "zmul", "zdiv1"][
          this.#below(12)
        ]!;
        return add(region.prim(prim, [number(), number()], origin, name));
      }
      case 5:
        return add(region.prim(["neg", "sin", "abs", "bitNot"][this.#below(4)]!, [number()], origin, name));
      case 6:
        return void scope.flags.push(
          region.prim(["lt", "ge", "eq", "ne"][this.#below(4)]!, [number(), number()], origin, name),
        );
      case 7:
        return void scope.flags.push(region.prim("not", [this.#pick(scope.flags)], origin, name));
      case 8:
        return add(region.prim("select", [this.#pick(scope.flags), number(), number()], origin, name));
      case 9:
        return void scope.arrays.push(region.array([number(), number()], array, origin, name));
      case 10: {
        const xs = this.#pick(scope.arrays);
        return add(region.load(xs, index(xs), numberType, origin, name));
      }
      case 11: {
        const xs = this.#pick(scope.arrays);
        return region.store(xs, index(xs), number(), origin);
      }
      case 12: {
        const xs = this.#pick(scope.arrays);
        const i = index(xs);
        const prim = ["add", "sub", "mul"][this.#below(3)]!;
        const old = region.load(xs, i, numberType, origin);
        const args = this.#below(2) === 0 ? [old, number()] : [number(), old];
        return region.store(xs, i, region.prim(prim, args, origin), origin);
      }
      case 13:
        return add(region.call(log, [this.#pick(scope.arrays), number()], numberType, origin, name));
      case 14:
        return add(region.length(this.#pick(scope.arrays), origin, name));
      case 15:
        return add(region.push(this.#pick(scope.arrays), [number()], origin, name));
      case 16:
        return void scope.points.push(region.record({ u: number(), "odd-name": number() }, origin, point, name));
      case 17: {
        const at = scope.points.at(-1);
        if (at === undefined) return region.comment("nothing here", origin, this.#below(2) === 0);
        if (this.#below(2) === 0)
          return add(region.load(at, this.#below(2) === 0 ? "u" : "odd-name", numberType, origin, name));
        return region.store(at, "odd-name", number(), origin);
      }
      default: {
        for (const value of this.#control(region, scope, targets, depth)) add(value);
      }
    }
  }

  #inner(scope: Scope, more: readonly ValueId[] = []): Scope {
    const { numbers, flags, arrays, points } = scope;
    return { numbers: [...numbers, ...more], flags: [...flags], arrays: [...arrays], points: [...points] };
  }

  #slots(count: number): readonly { readonly type: Type; readonly name?: string }[] {
    return Array.from({ length: count }, () => {
      const name = this.#name();
      return name === undefined ? { type: numberType } : { type: numberType, name };
    });
  }

  #values(scope: Scope, count: number): readonly ValueId[] {
    return Array.from({ length: count }, () => this.#pick(scope.numbers));
  }

  #close(region: RegionBuilder, scope: Scope, targets: readonly Target[], end: () => Terminator): Region {
    if (targets.length === 0 || this.#below(3) > 0) return region.finish(end());
    const target = targets[targets.length - 1 - this.#below(targets.length)]!;
    switch (this.#below(4)) {
      case 0:
        return region.returns(this.#pick(scope.numbers), origin);
      case 1:
        return region.finish({
          kind: "break",
          label: target.label,
          values: this.#values(scope, target.breaks),
          origin,
        });
      default: {
        if (!target.isLoop) return region.finish(end());
        const values = [...this.#values(scope, target.continues)];
        if (target.counter) values.push(this.#next(region, target.counter.value));
        return region.finish({ kind: "continue", label: target.label, values, origin });
      }
    }
  }

  #next(region: RegionBuilder, counter: ValueId): ValueId {
    return region.prim("add", [counter, region.number(1, origin)], origin, this.#fn.nameOf(counter));
  }

  #branch(scope: Scope, targets: readonly Target[], depth: number, count: number): Region {
    const region = this.#fn.region();
    const inner = this.#inner(scope);
    this.#ops(region, inner, targets, depth + 1);
    return this.#close(region, inner, targets, () => ({ kind: "yield", values: this.#values(inner, count), origin }));
  }

  #control(region: RegionBuilder, scope: Scope, targets: readonly Target[], depth: number): readonly ValueId[] {
    const fn = this.#fn;
    const count = this.#below(4);
    switch (this.#below(5)) {
      case 0:
      case 1: {
        const condition = this.#pick(scope.flags);
        const results = this.#slots(count);
        const then = this.#branch(scope, targets, depth, count);
        return region.if_({ condition, then, else: this.#branch(scope, targets, depth, count), results, origin });
      }
      case 2: {
        const target: Target = { label: label(`loop${this.#labels++}`), isLoop: true, breaks: count, continues: count };
        const body = fn.region([{ type: numberType, name: "i" }, ...this.#slots(count)]);
        const inner = this.#inner(scope, body.params);
        const inits = this.#values(scope, count);
        const isUp = this.#below(2) === 0;
        const [low, high] = [region.number(0, origin), region.number(3, origin)];
        this.#ops(body, inner, [...targets, target], depth + 1);
        const closed = this.#close(body, inner, [...targets, target], () => ({
          kind: "yield",
          values: this.#values(inner, count),
          origin,
        }));
        const [from, to] = isUp ? [low, high] : [high, low];
        const { label: name } = target;
        return region.for_({
          label: name,
          from,
          to,
          step: isUp ? 1 : -1,
          compare: isUp ? "<" : ">=",
          inits,
          body: closed,
          origin,
        });
      }
      case 3:
        return this.#while(region, scope, targets, { depth, count });
      default: {
        const target: Target = { label: label(`block${this.#labels++}`), isLoop: false, breaks: count, continues: 0 };
        const body = this.#branch(scope, [...targets, target], depth, count);
        return region.block({ label: target.label, body, results: this.#slots(count), origin });
      }
    }
  }

  /** A while with a counter as its last value, so that it ends; now and then a do-while. */
  #while(
    region: RegionBuilder,
    scope: Scope,
    targets: readonly Target[],
    { depth, count }: { depth: number; count: number },
  ): readonly ValueId[] {
    const fn = this.#fn;
    const name = label(`while${this.#labels++}`);
    const slots = [...this.#slots(count), { type: numberType, name: "k" }];
    const inits = [...this.#values(scope, count), region.number(0, origin)];
    const before = fn.region(slots);
    const counter = before.params.at(-1)!;
    const limit = before.number(3, origin);
    const isDo = this.#below(3) === 0;
    const outside: Target = { label: name, isLoop: true, breaks: count + 1, continues: count };
    const beforeTarget: Target = { ...outside, counter: { value: counter } };
    const inBefore = this.#inner(scope, before.params);
    if (isDo || this.#below(3) === 0) this.#ops(before, inBefore, [...targets, beforeTarget], depth + 1);
    const passed = isDo ? this.#next(before, counter) : counter;
    const condition = before.prim("lt", [passed, limit], origin);
    const values = this.#below(2) === 0 && !isDo ? before.params : [...this.#values(inBefore, count), passed];
    const test = before.finish({ kind: "condition", condition, values, origin });
    const after = fn.region(isDo ? slots : this.#slots(count).concat([{ type: numberType, name: "k" }]));
    const afterCounter = after.params.at(-1)!;
    const inAfter = this.#inner(scope, after.params);
    if (isDo) {
      const closed = after.yields(after.params, origin);
      return region.while_({ label: name, inits, before: test, after: closed, origin });
    }
    const afterTarget: Target = { ...outside, counter: { value: afterCounter } };
    this.#ops(after, inAfter, [...targets, afterTarget], depth + 1);
    const closed = this.#close(after, inAfter, [...targets, afterTarget], () => ({
      kind: "yield",
      values: [...this.#values(inAfter, count), this.#next(after, afterCounter)],
      origin,
    }));
    return region.while_({ label: name, inits, before: test, after: closed, origin });
  }
}
