import { checkGradient, GradientError } from "@adgen/runtime";
import { describe, expect, test } from "vitest";

interface Layer {
  readonly weights: Float64Array;
  readonly rate: number;
  readonly label: string;
}
type LayerBar = { weights: Float64Array; rate: number };

/** Σ rate · w² over layers, times x. */
function loss(layers: readonly Layer[], x: number): number {
  let sum = 0;
  for (const { weights, rate } of layers) for (const w of weights) sum += rate * w * w;
  return sum * x;
}

function loss_vjp(
  layers: readonly Layer[],
  x: number,
  seed = 1,
): { value: number; grad: [layers: LayerBar[], x: number] } {
  const grad = layers.map(({ weights, rate }) => ({
    weights: weights.map((w) => 2 * rate * w * x * seed),
    rate: weights.reduce((sum, w) => sum + w * w, 0) * x * seed,
  }));
  return { value: loss(layers, x), grad: [grad, (loss(layers, x) / x) * seed] };
}

const loss_grad = (layers: readonly Layer[], x: number): [layers: LayerBar[], x: number] => loss_vjp(layers, x).grad;

function loss_jvp(
  layers: readonly Layer[],
  x: number,
  layersDot: readonly LayerBar[],
  xDot: number,
): { value: number; tangent: number } {
  const { value, grad } = loss_vjp(layers, x);
  let tangent = grad[1] * xDot;
  for (const [i, dot] of layersDot.entries()) {
    tangent += (grad[0][i]?.rate ?? 0) * dot.rate;
    for (const [k, wDot] of dot.weights.entries()) tangent += (grad[0][i]?.weights[k] ?? 0) * wDot;
  }
  return { value, tangent };
}

const layers = (): readonly Layer[] => [
  { weights: new Float64Array([0.3, -0.7]), rate: 0.5, label: "a" },
  { weights: new Float64Array([1.2]), rate: -2, label: "b" },
];

/** The error that a check throws. */
function thrownBy(check: () => void): GradientError {
  try {
    check();
  } catch (error) {
    if (error instanceof GradientError) return error;
    throw error;
  }
  throw new Error("the check passed");
}

/** `loss_vjp` with something done to what it gives. */
function spoilt(spoil: (grad: [layers: LayerBar[], x: number]) => void): typeof loss_vjp {
  return (own, x, seed) => {
    const { value, grad } = loss_vjp(own, x, seed);
    spoil(grad);
    return { value, grad };
  };
}

describe("what is right passes", () => {
  test("f_vjp, f_grad, or any of them together", () => {
    checkGradient(loss, loss_vjp, [layers(), 1.5]);
    checkGradient(loss, loss_grad, [layers(), 1.5]);
    checkGradient(loss, { grad: loss_grad, vjp: loss_vjp, jvp: loss_jvp }, [layers(), 1.5]);
  });

  test("arguments are left as they are", () => {
    const args: Parameters<typeof loss> = [layers(), 1.5];
    checkGradient(
      (own: readonly Layer[], x: number) => {
        const value = loss(own, x);
        own[0]?.weights.fill(7);
        return value;
      },
      loss_vjp,
      args,
    );
    expect(args).toEqual([layers(), 1.5]);
  });

  test("second derivatives", () => {
    const cube = (x: number, y: number): number => x ** 3 * y;
    const hvp = (x: number, y: number, xDot: number, yDot: number): Hvp => ({
      value: cube(x, y),
      grad: [3 * x * x * y, x ** 3],
      hvp: [6 * x * y * xDot + 3 * x * x * yDot, 3 * x * x * xDot],
    });
    checkGradient(cube, { hvp }, [1.2, -0.4]);
    const wrong = (x: number, y: number, xDot: number, yDot: number): Hvp => {
      const right = hvp(x, y, xDot, yDot);
      return { ...right, hvp: [right.hvp[0], right.hvp[1] + yDot] };
    };
    const error = thrownBy(() => checkGradient(cube, { hvp: wrong }, [1.2, -0.4]));
    expect(error.message).toContain("the second derivative (hvp) of cube is wrong at y");
  });
  type Hvp = { value: number; grad: [x: number, y: number]; hvp: [x: number, y: number] };

  test("results that are no number, with a seed in their shape", () => {
    const spread = (x: number): { low: number; all: number[] } => ({ low: x * x, all: [x, Math.sin(x)] });
    const vjp = (
      x: number,
      seed: { low: number; all: number[] },
    ): { value: ReturnType<typeof spread>; grad: number } => ({
      value: spread(x),
      grad: seed.low * 2 * x + (seed.all[0] ?? 0) + (seed.all[1] ?? 0) * Math.cos(x),
    });
    checkGradient(spread, vjp, [0.7]);
    const wrong: typeof vjp = (x, seed) => vjp(x, { ...seed, all: [0, seed.all[1] ?? 0] });
    expect(thrownBy(() => checkGradient(spread, wrong, [0.7])).path).toBe("x");
    const jvp = (
      x: number,
      xDot: number,
    ): { value: ReturnType<typeof spread>; tangent: { low: number; all: number[] } } => ({
      value: spread(x),
      tangent: { low: 2 * x * xDot, all: [xDot, Math.cos(x) * xDot * 1.001] },
    });
    expect(thrownBy(() => checkGradient(spread, { jvp }, [0.7])).path).toBe("result.all[1]");
  });

  test("with respect to some parameters, to some fields", () => {
    const scaled = (x: number, options: { rate: number; power: number }): number => options.rate * x ** options.power;
    const byX = (x: number, { rate, power }: { rate: number; power: number }): number =>
      rate * power * x ** (power - 1);
    checkGradient(scaled, byX, [1.3, { rate: 2, power: 3 }], { wrt: 0 });
    // What only JavaScript can say: some fields of a parameter.
    const byRate = ((x: number, { power }: { power: number }) => [0, { rate: x ** power }]) as never;
    const partial = { wrt: [0, 1], partial: true } as const;
    const error = thrownBy(() => checkGradient(scaled, byRate, [1.3, { rate: 2, power: 3 }], partial));
    expect(error.path).toBe("x");
    expect(error.message).not.toContain("power");
  });

  test("Float32Array, tuples, optional arguments, class instances", () => {
    const norm = (v: Float32Array): number => v.reduce((sum, x) => sum + x * x, 0);
    checkGradient(norm, (v: Float32Array) => Float64Array.from(v, (x) => 2 * x), [new Float32Array([0.1, 0.2])]);
    const pair = ([a, b]: readonly [number, string], c?: number): number => a * a * b.length * (c ?? 3);
    const pairGrad = ([a, b]: readonly [number, string], c?: number): [[number, undefined], number | undefined] => [
      [2 * a * b.length * (c ?? 3), undefined],
      c === undefined ? undefined : a * a * b.length,
    ];
    checkGradient(pair, pairGrad, [[1.5, "ab"], undefined]);
    checkGradient(pair, pairGrad, [[1.5, "ab"], 2]);
    class Vec {
      readonly x: number;
      constructor(x: number) {
        this.x = x;
      }
      squared(): number {
        return this.x ** 2;
      }
    }
    // As adgen writes it: an instance is a plain record in a gradient.
    const vecGrad = ((v: Vec) => ({ x: 2 * v.x })) as (v: Vec) => { x: number };
    checkGradient((v: Vec) => v.squared(), vecGrad, [new Vec(0.4)]);
  });

  test("at a kink, any slope between those of both sides", () => {
    const relu = (x: number): number => (x > 0 ? 2 * x : 0);
    for (const slope of [0, 0.7, 2]) checkGradient(relu, () => slope, [0]);
    for (const slope of [-0.1, 2.1]) expect(() => checkGradient(relu, () => slope, [0])).toThrow(GradientError);
    expect(() => checkGradient(relu, () => 0, [1e-3])).toThrow(GradientError);
  });

  test("where no slope is finite, whatever is said", () => {
    checkGradient(Math.sqrt, () => Infinity, [0]);
    expect(() => checkGradient(Math.exp, () => Infinity, [0])).toThrow(GradientError);
  });
});

describe("what is wrong is found, at the number that is worst", () => {
  test.each<readonly [name: string, path: string, spoil: (grad: [layers: LayerBar[], x: number]) => void]>([
    ["a dropped term", "layers[1].rate", ([bars]) => void (bars[1]!.rate = 0)],
    ["a wrong sign", "layers[0].weights[1]", ([bars]) => void (bars[0]!.weights[1]! *= -1)],
    ["a wrong factor, slightly", "x", (grad) => void (grad[1] *= 1 + 1e-4)],
    ["NaN", "layers[0].rate", ([bars]) => void (bars[0]!.rate = Number.NaN)],
    [
      "two that change places",
      "layers[0].weights[1]",
      ([bars]) => void (bars[0]!.weights = bars[0]!.weights.toReversed()),
    ],
    ["one worse than the other", "x", ([bars]) => void (bars[0]!.rate *= 1.01)],
  ])("%s", (name, path, spoil) => {
    const worse = name.startsWith("one worse") ? spoilt((grad) => void (spoil(grad), (grad[1] *= 3))) : spoilt(spoil);
    const error = thrownBy(() => checkGradient(loss, worse, [layers(), 1.5]));
    expect(error.path).toBe(path);
    expect(error.message).toMatch(/^the gradient \(vjp\) of loss is wrong at /);
    expect(error.message).toMatch(/\n {2}expected \S+ \(differences, step \de-\d+\)\n {2}got {6}\S+/);
    if (name.startsWith("one worse")) expect(error.message).toContain("wrong too: layers[0].rate");
  });

  test("a shape that is another", () => {
    const short = spoilt(([bars]) => void (bars[0]!.weights = new Float64Array([1])));
    const error = thrownBy(() => checkGradient(loss, short, [layers(), 1.5]));
    expect(error.message).toBe(
      "the gradient of loss has another shape at layers[0].weights: expected 2 elements, got [1]",
    );
    const extra = spoilt(([bars]) => void Object.assign(bars[1]!, { rates: 3 }));
    expect(thrownBy(() => checkGradient(loss, extra, [layers(), 1.5])).path).toBe("layers[1].rates");
  });

  test("an adjoint that is missing", () => {
    const error = thrownBy(() =>
      checkGradient(
        loss,
        spoilt(([bars]) => void Reflect.deleteProperty(bars[0]!, "rate")),
        [layers(), 1.5],
      ),
    );
    expect(error.message).toMatch(/wrong at layers\[0\]\.rate\n.*\n {2}got {6}nothing/);
  });

  test("a wrong tangent, where the adjoint is right", () => {
    const jvp: typeof loss_jvp = (own, x, dots, xDot) => loss_jvp(own, x, dots, 2 * xDot);
    const error = thrownBy(() => checkGradient(loss, { vjp: loss_vjp, jvp }, [layers(), 1.5]));
    expect(error.message).toMatch(/^the tangent \(jvp\) of loss is wrong at result\n/);
  });

  test("a wrong value", () => {
    const vjp: typeof loss_vjp = (own, x, seed) => ({ ...loss_vjp(own, x, seed), value: 1 });
    expect(thrownBy(() => checkGradient(loss, vjp, [layers(), 1.5])).message).toMatch(
      /^the value of vjp of loss is wrong/,
    );
  });

  test("one of many, that is not moved alone", () => {
    const sum = (xs: Float64Array): number => xs.reduce((total, x) => total + x * x, 0);
    const grad = (xs: Float64Array): Float64Array => xs.map((x, i) => (i === 701 ? 0 : 2 * x));
    const xs = Float64Array.from({ length: 1000 }, (_, i) => 1 + i / 1000);
    expect(thrownBy(() => checkGradient(sum, grad, [xs])).path).toBe("all numbers together");
    checkGradient(sum, (own: Float64Array) => own.map((x) => 2 * x), [xs]);
  });

  test("it is shown as a failed assertion", () => {
    const error = thrownBy(() =>
      checkGradient(
        (x: number) => x * x,
        (x: number) => x,
        [3],
      ),
    );
    expect(error).toMatchObject({ name: "AssertionError", code: "ERR_ASSERTION", actual: 3, path: "x" });
    expect(error.expected).toBeCloseTo(6, 8);
    expect(error.message).toBe(
      "the gradient (grad) of the function is wrong at x\n  expected 6 (differences, step 1e-2)\n  got      3",
    );
  });

  test("a use that means nothing", () => {
    expect(() => checkGradient(loss, {}, [layers(), 1])).toThrow("there is no derivative to check");
    expect(() => checkGradient(loss, (() => 3) as never, [layers(), 1])).toThrow(
      "grad gives a gradient of one part, and 2 arguments hold numbers; say which it is with respect to: { wrt: [0, 2] }",
    );
  });
});
