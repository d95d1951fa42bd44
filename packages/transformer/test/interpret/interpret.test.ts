import { describe, expect, test } from "vitest";
import { functionId } from "../../src/ir/ir.ts";
import { parseUnit } from "../../src/ir/parse.ts";
import { printOp } from "../../src/ir/print.ts";
import { interpret, Interpreter } from "../../src/interpret/interpret.ts";
import { NotEvaluated, TooManySteps } from "../../src/interpret/machine.ts";
import type { InterpretOptions } from "../../src/interpret/machine.ts";

const f = functionId("f");

/** The value of @f in a text. */
function run(text: string, args: readonly unknown[] = [], options: InterpretOptions = {}): unknown {
  return interpret(parseUnit(text), f, args, options).value;
}

/** The value of a body with a number x (%0), an array xs (%1) and a flag (%2). */
function valueOf(body: string, args: readonly unknown[] = [3, [10, 20, 30], true]): unknown {
  return run(`func @f(%0 x, %1 xs: number[], %2 flag: boolean) -> number { ${body} }`, args);
}

describe("values", () => {
  test.each([
    ["%3 = 2.5 return %3", 2.5],
    ["%3 = -0 return %3", -0],
    ['%3: string = "a" return %3', "a"],
    ["%3 = undef return %3", undefined],
    ["%3 = mul %0, %0 return %3", 9],
    ["%3 = neg %0 return %3", -3],
    ["%3 = select %2, %0, %1 return %3", 3],
    ["%3 = max() return %3", -Infinity],
    ["%3 = max %0, %0, %0 return %3", 3],
    ["%3 = fold max(%0, ...%1) return %3", 30],
    ["%3 = fold min(...%1, %0) return %3", 3],
    ["%3 = cast %0 return %3", 3],
    ["%3: { x: number } = { x: %0 } return %3", { x: 3 }],
    ["%3: number[] = [%0, ...%1, %0] return %3", [3, 10, 20, 30, 3]],
    ["%3: number[] = allocate %0 fill %0 return %3", [3, 3, 3]],
    ["%3: Float64Array = allocate %0 return %3", new Float64Array(3)],
    ["%3: Int8Array = allocate %0 fill %0 return %3", new Int8Array([3, 3, 3])],
    ["%3 = length %1 return %3", 3],
    ["return", undefined],
  ])("%s", (body, value) => {
    expect(valueOf(body)).toStrictEqual(value);
  });

  test("an array by length has holes", () => {
    const made = valueOf("%3: number[] = allocate %0 return %3") as number[];
    expect([made.length, 0 in made]).toEqual([3, false]);
  });
});

describe("memory is JavaScript's own", () => {
  test.each([
    ["in range", 1, 20],
    ["beyond the end", 3, undefined],
    ["below 0", -1, undefined],
    ["fractional", 0.5, undefined],
  ])("a load %s", (_, index, value) => {
    expect(valueOf("%3 = %1[%0] return %3", [index, [10, 20, 30]])).toBe(value);
  });

  test.each([
    [0, true],
    [1, false],
    [3, false],
    [-1, false],
    [0.5, false],
  ])("has-index %s: %s", (index, value) => {
    // oxlint-disable-next-line no-sparse-arrays -- the hole is the point
    expect(valueOf("%3: boolean = has-index %1[%0] return %3", [index, [1, , 3]])).toBe(value);
  });

  test("typed arrays round what is stored", () => {
    const text = "func @f(%0 xs: Float32Array, %1 i, %2 x) -> number { %0[%1] = %2 %3 = %0[%1] return %3 }";
    expect(run(text, [new Float32Array(1), 0, 0.1])).toBe(Math.fround(0.1));
    expect(run(text, [new Uint8ClampedArray(1), 0, 300])).toBe(255);
    expect(run(text, [new Float64Array(1), 5, 300])).toBe(undefined);
  });

  test("a store beyond the end makes an array longer", () => {
    const xs = [1];
    valueOf("%1[%0] = %0 return %0", [2, xs]);
    // oxlint-disable-next-line no-sparse-arrays -- the hole is the point
    expect(xs).toStrictEqual([1, , 2]);
  });

  test("references are shared", () => {
    const row = [1, 2];
    const text = `func @f(%0 rows: number[][], %1 i, %2 p: { a: number[] }) -> number[] {
      %3: number[] = %0[%1]
      %4: number[] = %2.a
      %3[%1] = %1
      %5 = push %4(%1, ...%3)
      %6: number[] = [%5]
      %2.a = %6
      return %4
    }`;
    const point = { a: row };
    expect(run(text, [[row], 0, point])).toBe(row);
    expect(row).toEqual([0, 2, 0, 0, 2]);
    expect(point).toEqual({ a: [5] });
  });

  test("push, pop and fill", () => {
    const text = `func @f(%0 xs: number[], %1 x) -> number[] {
      %2 = push %0(%1, ...%0)
      %3 = pop %0
      %4: number[] = [%2, %3]
      fill %0 with %1
      return %4
    }`;
    const xs = [1, 2];
    expect(run(text, [xs, 9])).toEqual([5, 2]);
    expect(xs).toEqual([9, 9, 9, 9]);
    expect(run(text, [[], 9])).toEqual([1, 9]);
  });

  test("tuples are read by position", () => {
    expect(run("func @f(%0 p: [number, number]) -> number { %1 = %0.1 return %1 }", [[5, 6]])).toBe(6);
  });

  test("reading from undefined throws as JavaScript does", () => {
    expect(() => valueOf("%3 = %1[%0] return %3", [0, undefined])).toThrow(TypeError);
  });
});

describe("branches, loops and exits", () => {
  test("if gives the values of the branch taken, and evaluates only it", () => {
    const body = `%3, %4 = if %2 { %5 = add %0, %0 yield %5, %0 } else { throw %0 } %6: number[] = [%3, %4] return %6`;
    expect(valueOf(body)).toEqual([6, 3]);
    expect(() => valueOf(body, [3, [], false])).toThrow(expect.toSatisfy((thrown: unknown) => thrown === 3));
  });

  const counted = (compare: string, step: number): string => `func @f(%0 from, %1 to) -> number[] {
    %2: number[] = []
    for l (%3 i) = (%0) while ${compare} %1 step ${step} { %4 = push %2(%3) yield }
    return %2
  }`;
  test.each([
    ["<", 1, 0, 3, [0, 1, 2]],
    ["<=", 2, 1, 5, [1, 3, 5]],
    [">", -1, 3, 0, [3, 2, 1]],
    [">=", -2, 3, -1, [3, 1, -1]],
    ["<", 1, 3, 3, []],
    ["<", 1, 0.5, 2, [0.5, 1.5]],
    ["<", 1, 0, NaN, []],
  ])("for %s step %d from %d to %d", (compare, step, from, to, expected) => {
    expect(run(counted(compare, step), [from, to])).toEqual(expected);
  });

  test("carried values move at once", () => {
    const fibonacci = `func @f(%0 n) -> number {
      %1 = 0
      %2 = 1
      %3 a, %4 b = for l (%5 i, %6 a, %7 b) = (%1, %1, %2) while < %0 step 1 { %8 = add %6, %7 yield %7, %8 }
      return %3
    }`;
    expect(run(fibonacci, [0])).toBe(0);
    expect(run(fibonacci, [50])).toBe(12586269025);
    const rotate = `func @f(%0 n) -> number[] {
      %1 = 1
      %2 = 2
      %3 = 3
      %4, %5, %6 = for l (%7 i, %8, %9, %10) = (%1, %1, %2, %3) while <= %0 step 1 { yield %9, %10, %8 }
      %11: number[] = [%4, %5, %6]
      return %11
    }`;
    expect(run(rotate, [1])).toEqual([2, 3, 1]);
  });

  test("while, with more values before the test than after", () => {
    const newton = `func @f(%0 a) -> number {
      %1 = 100
      %2 x = while l (%3 x, %4 n) = (%0, %1) {
        %5 = mul %3, %3
        %6 = sub %5, %0
        %7 = abs %6
        %8 = 1e-12
        %9: boolean = gt %7, %8
        condition %9, %3
      } do (%10 x) {
        %11 = div %0, %10
        %12 = add %10, %11
        %13 = 0.5
        %14 = mul %12, %13
        yield %14, %1
      }
      return %2
    }`;
    expect(run(newton, [2])).toBeCloseTo(Math.SQRT2, 12);
  });

  test("break and continue, also across loops", () => {
    // Sums i * 10 + j; skips j == 1; leaves the outer loop at i == 2, the inner one at j == 3.
    const text = `func @f(%0 n, %1 one, %2 two, %3 three, %4 ten) -> number {
      %5 = 0
      %6 s = for outer (%7 i, %8 s) = (%5, %5) while < %0 step 1 {
        %9 s = for inner (%10 j, %11 s) = (%5, %8) while < %0 step 1 {
          %12: boolean = eq %10, %1
          if %12 { continue inner %11 } else { yield }
          %13: boolean = eq %10, %3
          if %13 { continue outer %11 } else { yield }
          %14: boolean = eq %7, %2
          if %14 { break outer %11 } else { yield }
          %15 = mul %7, %4
          %16 = add %15, %10
          %17 = add %11, %16
          yield %17
        }
        yield %9
      }
      return %6
    }`;
    expect(run(text, [9, 1, 2, 3, 10])).toBe(0 + 2 + 10 + 12);
  });

  test("while: break gives the results, continue goes back to the test", () => {
    const text = `func @f(%0 limit, %1 one, %2 zero) -> number[] {
      %3 n, %4 s = while l (%5 n, %6 s) = (%2, %2) {
        %7: boolean = lt %5, %0
        condition %7, %5, %6
      } do (%8 n, %9 s) {
        %10 = add %8, %1
        %11: boolean = gt %10, %12
        if %11 { break l %10, %9 } else { yield }
        %13 = rem %10, %14
        %15: boolean = eq %13, %2
        if %15 { continue l %10, %9 } else { yield }
        %16 = add %9, %10
        yield %10, %16
      }
      %17: number[] = [%3, %4]
      return %17
    }`
      .replaceAll("%12", "%18")
      .replaceAll("%14", "%19")
      .replace("%2 zero", "%2 zero, %18 stop, %19 two");
    expect(run(text, [5, 1, 0, 100, 2])).toEqual([5, 1 + 3 + 5]);
    expect(run(text, [100, 1, 0, 3, 2])).toEqual([4, 1 + 3]);
  });

  test("block, and return from within", () => {
    const text = `func @f(%0 x, %1 flag: boolean) -> number {
      %2 = block b {
        if %1 { break b %0 } else { yield }
        %3 = 1
        for l (%4 i) = (%0) while < %5 step 1 { return %3 }
        yield %3
      }
      %6 = neg %2
      return %6
    }`.replace("%1 flag: boolean", "%1 flag: boolean, %5 n");
    expect(run(text, [7, true, 0])).toBe(-7);
    expect(run(text, [0, false, 0])).toBe(-1);
    expect(run(text, [0, false, 1])).toBe(1);
  });

  test("a throw is a throw of the value", () => {
    const text = 'func @f(%0 e: opaque "Error") -> void { throw %0 }';
    const error = new RangeError("too far");
    expect(() => run(text, [error])).toThrow(error);
  });
});

describe("calls", () => {
  test("recursion has frames of its own", () => {
    const text = `func @f(%0 n) -> number {
      %1 = 1
      %2: boolean = le %0, %1
      %3 = if %2 { yield %1 } else {
        %4 = sub %0, %1
        %5 = call @f(%4)
        %6 = mul %0, %5
        yield %6
      }
      return %3
    }`;
    expect(run(text, [10])).toBe(3628800);
  });

  test("missing arguments are undefined", () => {
    expect(run("func @f(%0, %1: (number | undefined)) -> number { return %1 }", [1])).toBe(undefined);
  });
});

describe("host code", () => {
  const text = `func @f(%0 x) -> number {
    %1 = opaque reads ("table[" %0 "]") @5+8:7
    return %1
  }`;

  test("what is known", () => {
    expect(run('func @f() -> number { %0: number[] = opaque pure ("table") known [1, 2] return %0 }')).toEqual([1, 2]);
  });

  test("is not evaluated, with its place", () => {
    const thrown = (): unknown => run(text, [1]);
    expect(thrown).toThrow(NotEvaluated);
    expect(thrown).toThrow("not evaluated: table[…] (input.ts:7)");
  });

  test("or is evaluated by the host", () => {
    const evaluateOpaque: InterpretOptions["evaluateOpaque"] = (op, args) => [op.pieces, ...args];
    expect(run(text, [1], { evaluateOpaque })).toEqual([["table[", "]"], 1]);
  });
});

describe("the run is watched", () => {
  const text = `func @f(%0 n) -> number {
    %1 = 0
    %2 s = for l (%3 i, %4 s) = (%1, %1) while < %0 step 1 {
      comment "not counted"
      %5 = mul %3, %3
      %6 = add %4, %5
      yield %6
    }
    return %2
  }`;

  test("counts and steps", () => {
    const { counts, steps } = interpret(parseUnit(text), f, [10]);
    expect([...counts]).toEqual([
      ["mul", 10],
      ["add", 10],
    ]);
    expect(steps).toBe(2 + 20);
  });

  test("counts add up over calls until reset", () => {
    const interpreter = new Interpreter(parseUnit(text));
    interpreter.call(f, [1]);
    interpreter.call(f, [2]);
    expect(interpreter.counts.get("mul")).toBe(3);
    interpreter.resetCounts();
    expect([interpreter.counts.size, interpreter.steps]).toEqual([0, 0]);
  });

  test("every op and region is observed", () => {
    const lines: string[] = [];
    const options: InterpretOptions = {
      observe: (op, results, fn) => void lines.push(`${printOp(fn, op)} -> ${results.join(", ")}`),
      observeRegion: (region, params) => {
        if (region.params.length > 0) lines.push(`enter ${params.join(", ")}`);
      },
    };
    run(text, [2], options);
    expect(lines).toEqual([
      "%1 = 0 -> 0",
      "enter 0, 0",
      "%5 = mul %3, %3 -> 0",
      "%6 = add %4, %5 -> 0",
      "enter 1, 0",
      "%5 = mul %3, %3 -> 1",
      "%6 = add %4, %5 -> 1",
      "%2 s = for l (%3 i, %4 s) = (%1, %1) while < %0 step 1 -> 1",
    ]);
  });

  test.each([
    "func @f() -> number { %0: boolean = true while l () = () { condition %0 } do () { yield } return %1 }",
    "func @f() -> number { %0 = call @f() return %0 }",
  ])("a program without end is stopped: %s", (endless) => {
    expect(() => run(endless, [], { maxSteps: 1000 })).toThrow(TooManySteps);
  });

  test("and named", () => {
    const endless =
      "func @f spin() -> number { %0: boolean = true while l () = () { condition %0 } do () { yield } return %1 }";
    expect(() => run(endless, [], { maxSteps: 1000 })).toThrow("spin did not end within 1000 steps");
  });
});
