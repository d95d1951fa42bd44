export interface Light {
  readonly at?: readonly [number, number, number];
  readonly power: number;
}
export const defaults = { at: [1, 1, 2], power: 3 } as const;
export const weights = [1, 2, 3] as const satisfies readonly number[];
export const presets = { near: { at: [1, 0, 0], power: 1 }, far: { at: [0, 2, 0], power: 2 } } as const satisfies Record<string, Light>;

// @differentiable
export function length(light: Light = defaults): number {
  return light.at ? Math.hypot(...light.at) * light.power : light.power;
}

// @differentiable
export function pick(a: number, own: boolean): number {
  const light: Light = own ? { at: [a, a * a, 1], power: a } : defaults;
  return length(light) * a;
}

// @differentiable
export function sum(a: number, own: boolean): number {
  const list: readonly number[] = own ? [a, a * a] : weights;
  let s = 0;
  for (const x of list) s += x * x * a;
  return s;
}

const dot = (x: readonly number[], y: readonly number[]): number => x.reduce((s, v, i) => s + v * y[i]!, 0);

// @differentiable
export function weighted(x: number[]): number {
  return dot(x, weights) + dot(weights, x) * dot(weights, weights);
}

// @differentiable
export function spread(a: number): number {
  const light: Light = { ...defaults, power: a };
  const near: Light = { ...presets.near, at: defaults.at };
  const other: Light = { power: a, at: presets.far.at };
  return length(light) + length(near) * length(other);
}

// @differentiable
export function named(a: number, which: "near" | "far"): number {
  const light: Light = presets[which];
  return length(light) * a + length(presets.far);
}

// @check length({ at: [1, 2, 3], power: 0.5 })
// @check length(undefined)
// @check pick(0.7, true)
// @check pick(0.7, false)
// @check sum(0.7, true)
// @check sum(0.7, false)
// @check weighted([0.5, 0.25, -1])
// @check spread(0.7)
// @check named(0.7, "near")
