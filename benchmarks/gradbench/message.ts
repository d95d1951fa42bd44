/** GradBench's protocol: one JSON object a line (github.com/gradbench/gradbench). */

/** What a message asks for; unknown fields are ignored. */
export interface Message {
  readonly id: number;
  readonly kind: string;
  readonly module?: string;
  readonly function?: string;
  readonly input?: unknown;
}

export interface Timing {
  readonly name: string;
  readonly nanoseconds: number;
}

export interface Reply {
  readonly id: number;
  readonly tool?: string;
  readonly success?: boolean;
  readonly error?: string;
  readonly output?: unknown;
  readonly timings?: readonly Timing[];
}

/**
 * A function of a module: `prepare` turns the message's input into what the function takes, `run` is what is timed, `output` what of its
 * result is sent.
 */
export interface Evaluation<Input = never, Ready = unknown, Result = unknown> {
  readonly prepare: (input: Input) => Ready;
  readonly run: (ready: Ready) => Result;
  readonly output: (result: Result) => unknown;
}

/** The functions of a module by name. */
export type Module = Readonly<Record<string, Evaluation>>;

/** An evaluation with its types inferred from one another. */
export function evaluation<Input, Ready, Result>(steps: Evaluation<Input, Ready, Result>): Evaluation {
  return steps as unknown as Evaluation;
}

export type Load = (module: string) => Promise<Module | undefined>;

/** The reply to one line of input. */
export async function answer(line: string, load: Load): Promise<Reply> {
  const message = JSON.parse(line) as Message;
  const { id } = message;
  switch (message.kind) {
    case "start":
      return { id, tool: "adgen" };
    case "define": {
      const name = message.module ?? "";
      const isKnown = (await load(name)) !== undefined;
      return isKnown ? { id, success: true } : { id, success: false, error: `no module ${name}` };
    }
    case "evaluate":
      return evaluate(message, load);
    default:
      return { id };
  }
}

async function evaluate({ id, module = "", function: name = "", input }: Message, load: Load): Promise<Reply> {
  try {
    const found = await load(module);
    if (!found) return { id, success: false, error: `no module ${module}` };
    const steps = Object.hasOwn(found, name) ? found[name] : undefined;
    if (!steps) return { id, success: false, error: `no function ${name} in ${module}` };
    const { result, timings } = repeat(steps, input);
    const output = steps.output(result);
    const wrong = firstNonFinite(output);
    if (wrong !== undefined) return { id, success: false, error: `the result holds ${wrong}, which JSON cannot` };
    return { id, success: true, output, timings };
  } catch (error) {
    return { id, success: false, error: error instanceof Error ? error.message : String(error) };
  }
}

/** Runs until both the wanted number of runs and the wanted time are reached, at least once. */
function repeat(steps: Evaluation, input: unknown): { readonly result: unknown; readonly timings: readonly Timing[] } {
  const wish =
    typeof input === "object" && input !== null ? (input as { min_runs?: number; min_seconds?: number }) : {};
  const { min_runs: runs = 1, min_seconds: seconds = 0 } = wish;
  const ready = (steps.prepare as (input: unknown) => unknown)(input);
  const timings: Timing[] = [];
  let result: unknown;
  let total = 0;
  do {
    const start = performance.now();
    result = steps.run(ready);
    const nanoseconds = Math.round((performance.now() - start) * 1e6);
    timings.push({ name: "evaluate", nanoseconds });
    total += nanoseconds;
  } while (timings.length < runs || total < seconds * 1e9);
  return { result, timings };
}

function firstNonFinite(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? undefined : value;
  if (typeof value !== "object" || value === null) return undefined;
  for (const inner of Object.values(value)) {
    const found = firstNonFinite(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}
