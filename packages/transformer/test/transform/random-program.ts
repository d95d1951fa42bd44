/**
 * Random numeric functions of the IR: loops of both kinds, branches, exits of all kinds, throws caught and not, of their own and of a
 * callee, and memory written in place, over operations that stay finite; for comparing the two modes with each other.
 */
import { FunctionBuilder } from "../../src/ir/build.ts";
import type { RegionBuilder } from "../../src/ir/build.ts";
import { functionId, label } from "../../src/ir/ir.ts";
import type { IrFunction, Label, Origin, Region, Terminator, ValueId } from "../../src/ir/ir.ts";
import { arrayOf, float64ArrayType, numberType } from "../../src/ir/types.ts";
import type { Type } from "../../src/ir/types.ts";

const origin: Origin = { start: 0, length: 0, line: 1 };
const vector = arrayOf(numberType);

interface Loop {
  readonly label: Label;
  readonly kind: "for" | "while" | "block";
}

/** What can be read at a place: mutable variables by slot, and memory of length 3 (or longer). */
interface Scope {
  readonly numbers: readonly ValueId[];
  readonly arrays: readonly ValueId[];
  /** Arrays that may be written. */
  readonly own: readonly ValueId[];
  readonly loops: readonly Loop[];
  readonly depth: number;
}

/** A function (x, y, xs) of numbers from a list of random choices. Its variables are three numbers carried everywhere. */
export function randomProgram(choices: readonly number[]): IrFunction {
  return new Program(choices).run();
}

/** step(v, ws): writes into ws, throws where v is large, writes again. */
export function throwingCallee(): IrFunction {
  const fn = new FunctionBuilder({ id: functionId("step"), name: "step", fileName: "f.ts", origin });
  const v = fn.value(numberType, "v");
  const ws = fn.value(vector, "ws");
  const body = fn.region();
  const at = (i: number): ValueId => body.number(i, origin);
  const first = body.prim("mul", [body.load(ws, at(0), numberType, origin), v], origin);
  body.store(ws, at(1), body.prim("sin", [first], origin), origin);
  const thrown = fn.region().finish({ kind: "throw", value: v, origin });
  const condition = body.prim("gt", [v, body.number(0.35, origin)], origin);
  body.if_({ condition, then: thrown, else: fn.region().yields([], origin), results: [], origin });
  body.store(ws, at(0), body.prim("tanh", [body.prim("mul", [first, v], origin)], origin), origin);
  const result = body.prim("mul", [body.load(ws, at(1), numberType, origin), v], origin);
  return fn.finish([v, ws], numberType, body.returns(result, origin));
}

class Program {
  readonly #choices: readonly number[];
  #at = 0;
  #labels = 0;
  #budget = 60;
  readonly #fn = new FunctionBuilder({ id: functionId("f"), name: "f", fileName: "f.ts", origin });

  constructor(choices: readonly number[]) {
    this.#choices = choices;
  }

  #below(n: number): number {
    return (this.#choices[this.#at++] ?? 0) % n;
  }

  #pick<T>(items: readonly T[]): T {
    return items[this.#below(items.length)]!;
  }

  run(): IrFunction {
    const x = this.#fn.value(numberType, "x");
    const y = this.#fn.value(numberType, "y");
    const xs = this.#fn.value(vector, "xs");
    const body = this.#fn.region();
    const own = this.#array(body, [x, y]);
    const scope: Scope = {
      numbers: [x, y, body.number(0.5, origin)],
      arrays: [xs, own],
      own: [own],
      loops: [],
      depth: 0,
    };
    const after = this.#statements(body, scope);
    const end = this.#returning(body, after);
    return this.#fn.finish([x, y, xs], numberType, body.finish(end));
  }

  #array(into: RegionBuilder, numbers: readonly ValueId[]): ValueId {
    const type: Type = this.#below(2) === 0 ? vector : float64ArrayType;
    if (type === float64ArrayType) return into.allocate(type, { length: into.number(3, origin) }, origin, "w");
    return into.array([this.#pick(numbers), this.#pick(numbers), this.#pick(numbers)], vector, origin, "v");
  }

  #returning(into: RegionBuilder, scope: Scope): Terminator {
    const sum = scope.numbers.reduce((a, b) => into.prim("add", [a, b], origin));
    const value = into.prim(
      "add",
      [sum, into.load(this.#pick(scope.arrays), this.#index(into), numberType, origin)],
      origin,
    );
    return { kind: "return", value, origin };
  }

  #index(into: RegionBuilder): ValueId {
    return into.number(this.#below(3), origin);
  }

  #statements(into: RegionBuilder, start: Scope): Scope {
    let scope = start;
    for (let i = 1 + this.#below(4); i > 0 && this.#budget > 0; i--) {
      this.#budget--;
      scope = this.#statement(into, scope);
    }
    return scope;
  }

  #assign(scope: Scope, value: ValueId): Scope {
    const slot = this.#below(scope.numbers.length);
    return { ...scope, numbers: scope.numbers.map((old, i) => (i === slot ? value : old)) };
  }

  #expression(into: RegionBuilder, scope: Scope): ValueId {
    const [a, b] = [this.#pick(scope.numbers), this.#pick(scope.numbers)];
    switch (this.#below(7)) {
      case 0:
        return into.prim("sin", [into.prim("add", [a, b], origin)], origin);
      case 1:
        return into.prim("mul", [into.prim("tanh", [a], origin), b], origin);
      case 2:
        return into.prim("sub", [into.prim("cos", [a], origin), b], origin);
      case 3:
        return into.load(this.#pick(scope.arrays), this.#index(into), numberType, origin);
      case 4:
        return into.prim("atan", [into.prim("mul", [a, b], origin)], origin);
      case 5:
        return into.prim("mul", [a, into.number(0.75, origin)], origin);
      default:
        return into.prim(
          "tanh",
          [into.prim("add", [a, into.load(this.#pick(scope.arrays), this.#index(into), numberType, origin)], origin)],
          origin,
        );
    }
  }

  #condition(into: RegionBuilder, scope: Scope): ValueId {
    const threshold = into.number(this.#pick([-0.3, 0.11, 0.4, 0.83]), origin);
    return into.prim(this.#pick(["lt", "gt"]), [this.#pick(scope.numbers), threshold], origin);
  }

  #statement(into: RegionBuilder, scope: Scope): Scope {
    const kind = scope.depth > 3 ? this.#below(4) : this.#below(11);
    switch (kind) {
      case 0:
      case 1:
        return this.#assign(scope, this.#expression(into, scope));
      case 2:
        into.store(this.#pick(scope.own), this.#index(into), this.#expression(into, scope), origin);
        return scope;
      case 3: {
        const made = this.#array(into, scope.numbers);
        if (this.#below(3) === 0) into.fill(this.#pick(scope.own), this.#pick(scope.numbers), origin);
        return { ...scope, arrays: [...scope.arrays, made], own: [...scope.own, made] };
      }
      case 4:
      case 5:
        return this.#if(into, scope);
      case 6:
        return this.#for(into, scope);
      case 7:
        return this.#while(into, scope);
      case 8:
      case 9:
        return this.#try(into, scope);
      default:
        return this.#block(into, scope);
    }
  }

  /** A region that ends in a yield of the variables, or leaves. */
  #branch(scope: Scope, mayLeave: boolean): Region {
    const into = this.#fn.region();
    const after = this.#statements(into, { ...scope, depth: scope.depth + 1 });
    const choice = mayLeave ? this.#below(6) : 5;
    if (choice === 0) return into.finish(this.#returning(into, after));
    if (choice === 1 && this.#below(4) === 0) return into.finish({ kind: "throw", value: after.numbers[0]!, origin });
    const target = scope.loops.length > 0 ? this.#pick(scope.loops) : undefined;
    if (choice <= 3 && target) {
      const kind = choice === 2 && target.kind !== "block" ? "continue" : "break";
      // A continue of a while goes to its test, which takes the round number too.
      const extra = target.kind === "while" ? [into.number(99, origin)] : [];
      return into.finish({
        kind: extra.length > 0 ? "break" : kind,
        label: target.label,
        values: [...after.numbers, ...extra],
        origin,
      });
    }
    return into.yields(after.numbers, origin);
  }

  #wishes(scope: Scope): { type: Type; name: string }[] {
    return scope.numbers.map((_, i) => ({ type: numberType, name: ["a", "b", "c"][i]! }));
  }

  #if(into: RegionBuilder, scope: Scope): Scope {
    const condition = this.#condition(into, scope);
    const then = this.#branch(scope, true);
    const otherwise =
      this.#below(2) === 0 ? this.#fn.region().yields(scope.numbers, origin) : this.#branch(scope, true);
    if (then.end.kind !== "yield" && otherwise.end.kind !== "yield") {
      const empty = this.#fn.region().yields(scope.numbers, origin);
      return { ...scope, numbers: into.if_({ condition, then, else: empty, results: this.#wishes(scope), origin }) };
    }
    return { ...scope, numbers: into.if_({ condition, then, else: otherwise, results: this.#wishes(scope), origin }) };
  }

  #inside(scope: Scope, loop: Loop, numbers: readonly ValueId[]): Scope {
    return { ...scope, numbers, loops: [...scope.loops, loop], depth: scope.depth + 1 };
  }

  #label(): Label {
    return label(`L${this.#labels++}`);
  }

  #for(into: RegionBuilder, scope: Scope): Scope {
    const loop: Loop = { label: this.#label(), kind: "for" };
    const [from, to, step, compare] = this.#pick([
      [0, 3, 1, "<"],
      [2, 0, -1, ">="],
      [1, 6, 2, "<="],
      [5, 0, -2, ">"],
      [0, 0, 1, "<"],
      [1, 3, 1, "<"],
    ] as const);
    const index = this.#fn.value(numberType, "i");
    const params = this.#wishes(scope).map((wish) => this.#fn.value(wish.type, wish.name));
    const body = this.#fn.region([index, ...params]);
    const after = this.#statements(body, this.#inside(scope, loop, params));
    const scaled = body.prim(
      "mul",
      [after.numbers[0]!, body.prim("mul", [index, body.number(0.125, origin)], origin)],
      origin,
    );
    const next = [body.prim("sin", [scaled], origin), ...after.numbers.slice(1)];
    const results = into.for_({
      label: loop.label,
      from: into.number(from, origin),
      to: into.number(to, origin),
      step,
      compare,
      inits: scope.numbers,
      body: body.yields(next, origin),
      origin,
    });
    return { ...scope, numbers: results };
  }

  #while(into: RegionBuilder, scope: Scope): Scope {
    const loop: Loop = { label: this.#label(), kind: "while" };
    const wishes = [...this.#wishes(scope), { type: numberType, name: "k" }];
    const before = this.#fn.region(wishes);
    const isDo = this.#below(2) === 0;
    let passed: readonly ValueId[] = before.params.slice(0, -1);
    if (isDo) passed = this.#statements(before, this.#inside(scope, loop, passed)).numbers;
    const k = before.params.at(-1)!;
    const next = isDo ? before.prim("add", [k, before.number(1, origin)], origin, "k") : k;
    const less = before.prim("lt", [next, before.number(3, origin)], origin);
    const before1 = before.finish({ kind: "condition", condition: less, values: [...passed, next], origin });
    const after = this.#fn.region(wishes);
    const own = after.params.slice(0, -1);
    const done = isDo ? own : this.#statements(after, this.#inside(scope, loop, own)).numbers;
    const counter = after.params.at(-1)!;
    const plus = isDo ? counter : after.prim("add", [counter, after.number(1, origin)], origin, "k");
    const results = into.while_({
      label: loop.label,
      inits: [...scope.numbers, into.number(0, origin)],
      before: before1,
      after: after.yields([...done, plus], origin),
      origin,
    });
    return { ...scope, numbers: results.slice(0, -1) };
  }

  /** The body calls what may throw, and may throw itself; the handler goes on with memory as it was by then. */
  #try(into: RegionBuilder, scope: Scope): Scope {
    const body = this.#fn.region();
    let inside: Scope = { ...scope, depth: scope.depth + 1 };
    for (let i = 1 + this.#below(2); i > 0; i--) {
      inside = this.#statements(body, inside);
      if (this.#below(3) === 0) {
        const condition = this.#condition(body, inside);
        const then = this.#fn.region().finish({ kind: "throw", value: inside.numbers[0]!, origin });
        body.if_({ condition, then, else: this.#fn.region().yields([], origin), results: [], origin });
      }
      const memory = inside.own.filter((ref) => this.#fn.typeOf(ref).kind === "array");
      if (memory.length === 0) continue;
      const args = [this.#pick(inside.numbers), this.#pick(memory)];
      inside = this.#assign(inside, body.call(functionId("step"), args, numberType, origin));
    }
    const handler = this.#fn.region([{ type: { kind: "opaque", text: "unknown" }, name: "e" }]);
    const after = this.#statements(handler, { ...scope, depth: scope.depth + 1 });
    const target = scope.loops.length > 0 && this.#below(3) === 0 ? this.#pick(scope.loops) : undefined;
    const left: Terminator =
      this.#below(5) === 0
        ? { kind: "throw", value: handler.params[0]!, origin }
        : target && target.kind !== "while"
          ? { kind: "break", label: target.label, values: after.numbers, origin }
          : { kind: "yield", values: after.numbers, origin };
    const numbers = into.try_({
      body: body.yields(inside.numbers, origin),
      handler: handler.finish(left),
      results: this.#wishes(scope),
      origin,
    });
    return { ...scope, numbers };
  }

  #block(into: RegionBuilder, scope: Scope): Scope {
    const loop: Loop = { label: this.#label(), kind: "block" };
    const body = this.#fn.region();
    const after = this.#statements(body, this.#inside(scope, loop, scope.numbers));
    return {
      ...scope,
      numbers: into.block({
        label: loop.label,
        body: body.yields(after.numbers, origin),
        results: this.#wishes(scope),
        origin,
      }),
    };
  }
}
