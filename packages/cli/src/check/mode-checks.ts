/**
 * The modes that a marker asks for beside the usual ones, against these: what is written into the caller's buffers is the adjoint, a
 * Jacobian times a direction is the tangent and a seed times it the adjoint, a Hessian times a direction is the second derivative.
 */
import { compared, plain, same } from "./measurement.ts";
import type { CheckName, Measurement } from "./measurement.ts";
import type { Point, Vector } from "./point.ts";
import { directionOf } from "./random.ts";
import type { Random } from "./random.ts";
import { dot, seedOf, sizeOf } from "./vectors.ts";

/** Relative error that counts as none: both sides are made of the same derivatives. */
const tolerance = 1e-10;
/** Ops that a Jacobian or a Hessian may be thought to take. */
const budget = 5_000_000;

export function modeChecks(point: Point, random: Random): readonly Measurement[] {
  return [...intoCheck(point), ...jacobianCheck(point, random), ...hessianCheck(point, random)];
}

function intoCheck(point: Point): readonly Measurement[] {
  const made = point.into();
  if (!made) return [];
  if (!same(made.left, point.left)) return [plain("into", "fails")];
  const first = point.outputs.map((_, i) => (i === 0 ? 1 : 0));
  const { adjoint } = point.adjoint(first);
  return [worst("into", made.adjoint, adjoint, point.paths)];
}

function jacobianCheck(point: Point, random: Random): readonly Measurement[] {
  if (!point.analysed.jacobian) return [];
  if (isTooDear(point)) return [plain("jacobian", "skipped")];
  const rows = point.jacobian() ?? [];
  const along = alongOf(point, random);
  const seed = seedOf(point, random);
  const { tangent } = point.tangent(along);
  const { adjoint } = point.adjoint(seed);
  const columns = point.inputs.map((_, i) => rows.map((row) => row[i] ?? Number.NaN));
  return [
    product("jacobian", rows, along, tangent, point.outputPaths),
    product("jacobian", columns, seed, adjoint, point.paths),
  ];
}

function hessianCheck(point: Point, random: Random): readonly Measurement[] {
  if (!point.analysed.hessian) return [];
  if (isTooDear(point)) return [plain("hessian", "skipped")];
  const rows = point.hessian() ?? [];
  const along = alongOf(point, random);
  return [product("hessian", rows, along, point.second(along) ?? [], point.paths)];
}

function alongOf(point: Point, random: Random): Vector {
  return directionOf(random, point.inputs.length).map((x, i) => x * sizeOf(point, i));
}

function isTooDear({ inputs, cost }: Point): boolean {
  return 10 * inputs.length * cost > budget;
}

/** Rows times a vector, each against a number: the worst of them. */
function product(
  check: CheckName,
  rows: readonly Vector[],
  by: Vector,
  expected: Vector,
  paths: readonly string[],
): Measurement {
  const products = rows.map((row) => dot(row, by));
  const sizes = products.map(({ size }) => size);
  return worst(
    check,
    products.map(({ sum }) => sum),
    expected,
    paths,
    sizes,
  );
}

/** Numbers one by one; those that are not finite are the same on both sides, or say nothing beside others that are not. */
function worst(
  check: CheckName,
  ours: Vector,
  theirs: Vector,
  paths: readonly string[],
  sizes: Vector = ours.map(Math.abs),
): Measurement {
  if (ours.length !== theirs.length) return plain(check, "fails");
  let found = plain(check, "holds");
  for (const [i, mine] of ours.entries()) {
    const other = theirs[i] ?? Number.NaN;
    if (!Number.isFinite(other) && !Number.isFinite(mine)) continue;
    const size = Math.max(sizes[i] ?? 0, Math.abs(other));
    const one = Number.isFinite(mine - other)
      ? compared(check, mine, other, { size, tolerance })
      : { ...compared(check, mine, other, { size: 1, tolerance }), error: Infinity };
    if (one.error > found.error) found = { ...one, place: paths[i] };
  }
  return found;
}
