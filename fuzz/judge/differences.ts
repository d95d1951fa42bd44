/** Differences of order eight along a direction, with an estimate of their error; where the program turns on the way there are none. */
import type { Parameter } from "../generate/program.ts";
import { pathTaken, startPath } from "../oracle/path.ts";
import { run } from "./run.ts";
import type { Module } from "./run.ts";

interface Line {
  readonly dual: Module;
  readonly make: string;
  readonly v: readonly unknown[];
  readonly parameters: readonly Parameter[];
  readonly spread: (args: unknown[]) => unknown[];
}

const weights = [4 / 5, -1 / 5, 4 / 105, -1 / 280];

export function differencesOf(line: Line): { readonly value: number; readonly error: number } | undefined {
  startPath();
  const centre = valueAt(line, 0);
  const path = pathTaken();
  if (centre === undefined) return undefined;
  const along = (h: number): number | undefined => {
    let [sum, size] = [0, 0];
    for (const [k, weight] of weights.entries()) {
      for (const sign of [1, -1]) {
        startPath();
        const value = valueAt(line, sign * (k + 1) * h);
        if (value === undefined || pathTaken() !== path) return undefined;
        sum += (sign * weight * value) / h;
        size = Math.max(size, Math.abs(value));
      }
    }
    return Number.isFinite(sum) && size < 1e6 ? sum : undefined;
  };
  const [wide, narrow] = [along(2e-3), along(1e-3)];
  if (wide === undefined || narrow === undefined) return undefined;
  const scale = Math.max(Math.abs(narrow), Math.abs(centre), 1e-3);
  const spread = Math.abs(wide - narrow);
  if (spread > 1e-7 * scale) return undefined;
  return { value: narrow, error: 1e-7 * scale + 100 * spread };
}

/** The program by the oracle's rewriting, on plain numbers. */
function valueAt({ dual, make, v, parameters, spread }: Line, step: number): number | undefined {
  const args = (dual[make]!() as unknown[]).map((arg, i) =>
    parameters[i]!.isDifferentiable ? moved(arg, v[i], step) : arg,
  );
  const { value, thrown } = run((...all) => dual["f"]!(...spread(all)), args);
  return thrown.length === 0 && typeof value === "number" ? value : undefined;
}

function moved(value: unknown, along: unknown, step: number): unknown {
  if (typeof value === "number") return value + step * (along as number);
  if (typeof value !== "object" || value === null) return value;
  const directions = along as Record<string | number, unknown>;
  if (Symbol.iterator in value) {
    const items = [...(value as Iterable<unknown>)].map((item, i) => moved(item, directions[i], step));
    return Array.isArray(value) ? items : new (value.constructor as new (items: unknown[]) => unknown)(items);
  }
  const made = Object.create(Object.getPrototypeOf(value) as object | null) as Record<string, unknown>;
  for (const [key, item] of Object.entries(value)) made[key] = moved(item, directions[key], step);
  return made;
}
