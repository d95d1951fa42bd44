/** What `adgen check --json` says of a function. */
import type { Diagnostic } from "@adgen/transformer";
import { worstOfEach } from "./check-function.ts";
import type { Checked } from "./check-function.ts";
import { checkNames } from "./measurement.ts";
import type { CheckName, Verdict } from "./measurement.ts";
import { obstacleText, outcomeOf } from "./report-text.ts";
import type { Outcome } from "./report-text.ts";

export interface CheckedData {
  readonly name: string;
  readonly line: number;
  readonly outcome: Outcome;
  /** How many points were looked at, and why none where there is none. */
  readonly points: number;
  readonly why?: string;
  /** The user's own rules that were checked. */
  readonly rules: { readonly jvp?: string; readonly vjp?: string };
  /** The worst of each check over all points. */
  readonly checks: readonly CheckData[];
  /** Where it fails: the first statement at odds, or the rule. */
  readonly failure?: Diagnostic;
}

export interface CheckData {
  readonly check: CheckName;
  /** In words. */
  readonly title: string;
  readonly verdict: Verdict;
  /** Relative. */
  readonly error?: number;
  /** The number that it is about, what derivatives say of it, and what they are compared with. */
  readonly place?: string;
  readonly derivative?: number;
  readonly expected?: number;
  readonly step?: number;
  readonly thrown?: string;
  /** The line of the kink that differences cross. */
  readonly kink?: number;
  /** The arguments. */
  readonly at: readonly unknown[];
}

export function checkedData(checked: Checked, failure: Diagnostic | undefined): CheckedData {
  const { analysed, points, obstacle } = checked;
  const { jvp, vjp } = analysed.rules;
  return {
    name: analysed.name,
    line: analysed.lowered.origin.line,
    outcome: outcomeOf(checked),
    points: points.length,
    ...(points.length === 0 && { why: obstacle ? obstacleText(obstacle) : "there is no point" }),
    rules: { ...(jvp && { jvp: jvp.name }), ...(vjp && { vjp: vjp.name }) },
    checks: worstOfEach(checked).map(({ check, verdict, error, place, ours, theirs, step, thrown, line, point }) => ({
      check,
      title: checkNames[check],
      verdict,
      ...(!Number.isNaN(error) && { error }),
      ...(place !== undefined && { place }),
      ...(!(Number.isNaN(ours) && Number.isNaN(theirs)) && { derivative: ours, expected: theirs }),
      ...(step !== undefined && { step }),
      ...(thrown !== undefined && { thrown }),
      ...(line !== undefined && { kink: line }),
      at: point.args,
    })),
    ...(failure && { failure }),
  };
}
