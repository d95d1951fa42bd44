/** What `adgen check` prints of a function. */
import { failures, worstOfEach } from "./check-function.ts";
import type { Checked, Obstacle } from "./check-function.ts";
import { checkNames } from "./measurement.ts";
import type { CheckName, Measurement } from "./measurement.ts";

export type Outcome = "holds" | "fails" | "not checked";

export function outcomeOf(checked: Checked): Outcome {
  if (checked.points.length === 0) return "not checked";
  return failures(checked).length > 0 ? "fails" : "holds";
}

/** A heading, a line for each check with its worst error and where that is, and the outcome. */
export function checkedText(checked: Checked, place: string): string {
  const { analysed, points, obstacle } = checked;
  const head = `${place}  ${analysed.name}(${analysed.parameters.map(({ name }) => name).join(", ")})`;
  if (points.length === 0)
    return `${head}\n  not checked: ${obstacle ? obstacleText(obstacle) : "there is no point"}\n`;
  const rules = [analysed.rules.jvp, analysed.rules.vjp].flatMap((rule) => (rule ? [rule.name] : []));
  const rows = worstOfEach(checked).map((one) => [
    checkNames[one.check],
    errorText(one),
    one.verdict === "fails" ? failureText(one) : placeText(one),
  ]);
  const widths = [0, 1].map((i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const lines = rows.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  ")}`.trimEnd());
  const count = `${points.length} ${points.length === 1 ? "point" : "points"}`;
  return [
    head,
    ...(rules.length > 0 ? [`  own rules: ${rules.join(", ")}`] : []),
    ...lines,
    ...asides(checked),
    outcomeOf(checked) === "fails" ? `  FAILS` : `  holds at ${count}`,
    "",
  ].join("\n");
}

function errorText({ error, verdict }: Measurement): string {
  if ((verdict !== "holds" && verdict !== "fails") || Number.isNaN(error)) return "-";
  return error === 0 ? "0" : error.toExponential(1);
}

function placeText({ place, step, verdict, error }: Measurement): string {
  if (verdict !== "holds" || error === 0) return "";
  const at = place === undefined ? [] : [`at ${place}`];
  const by = step === undefined ? [] : [`step ${step.toExponential(0)}`];
  return [...at, ...by].join(", ");
}

/** `at y: the adjoint is 4, differences give 3 (step 1e-3)` */
export function failureText({ check, place, ours, theirs, step, thrown }: Measurement): string {
  const { own, other } = sides[check];
  if (thrown !== undefined) return `the derivative throws ${thrown}`;
  if (own === "" || (Number.isNaN(ours) && Number.isNaN(theirs))) return "they differ";
  const at = place === undefined ? "" : `at ${place}: `;
  const by = step === undefined ? "" : ` (step ${step.toExponential(0)})`;
  return `${at}${own} ${numberText(ours)}, ${other} ${numberText(theirs)}${by}`;
}

const sides: { readonly [Name in CheckName]: { readonly own: string; readonly other: string } } = {
  value: { own: "", other: "" },
  dotProduct: { own: "the adjoint gives", other: "the tangent" },
  differences: { own: "the adjoint is", other: "differences give" },
  symmetry: { own: "one side is", other: "the other" },
  second: { own: "the second derivative is", other: "differences of the gradient give" },
  into: { own: "the buffer ends with", other: "the adjoint is" },
  jacobian: { own: "the Jacobian gives", other: "tangent or adjoint" },
  hessian: { own: "the Hessian gives", other: "the second derivative" },
};

function numberText(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(9))) : String(value);
}

/** What could not be compared, and why that is no failure. */
function asides({ points }: Checked): readonly string[] {
  const all = points.flatMap(({ measurements }) => measurements);
  const kinks = all.filter(({ verdict }) => verdict === "kink");
  const lines = [...new Set(kinks.map(({ line }) => line))].filter((line) => line !== undefined && line > 0);
  const unclear = all.filter(({ verdict }) => verdict === "unclear").length;
  const skipped = all.filter(({ verdict }) => verdict === "skipped").length;
  return [
    ...(kinks.length > 0
      ? [
          `  ${counted(kinks.length, "comparison")} beside a kink (line ${lines.join(", ")}): differences say nothing there`,
        ]
      : []),
    ...(unclear > 0 ? [`  ${counted(unclear, "comparison")} where differences do not settle`] : []),
    ...(skipped > 0 ? [`  ${counted(skipped, "comparison")} of a whole matrix left out: it takes too long`] : []),
  ];
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** Why there is no point. */
export function obstacleText(obstacle: Obstacle): string {
  switch (obstacle.kind) {
    case "not-evaluated":
      return `not evaluated: host code at line ${obstacle.op.origin.line}, which adgen does not run`;
    case "not-sampled":
      return `\`${obstacle.path}\` is ${obstacle.what}, which cannot be made up`;
    case "no-value":
      return obstacle.tried === 1
        ? obstacle.why
        : `none of ${obstacle.tried} points that were made up serves (${obstacle.why}); name one with --at`;
  }
}

/** Arguments as `--at` takes them. */
export function argumentsText(args: readonly unknown[]): string {
  return JSON.stringify(args, (_, value: unknown) =>
    ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value,
  );
}
