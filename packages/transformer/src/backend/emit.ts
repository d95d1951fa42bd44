/**
 * From IR to TypeScript text that a person would have written.
 *
 *   structure → demand → fold → schedule → coalesce → variables → names → print
 *
 * What only the finished text shows (a line too long, an `if` that came out empty) is fed back as a hint, and the function is
 * done again; nothing that was decided is patched.
 */
import { InternalError } from "../base/internal-error.ts";
import type { FunctionId, IrFunction, Op, Origin, Terminator, ValueId } from "../ir/ir.ts";
import { terminatorOperands } from "../ir/visit.ts";
import type { TypeTable } from "../ir/types.ts";
import { coalesce } from "./coalesce.ts";
import { demandOf, ownOperands } from "./demand.ts";
import { Expressions } from "./expression.ts";
import { foldingOf } from "./fold.ts";
import type { Flow } from "./loops.ts";
import { initialsOf } from "./initial.ts";
import { namesOf } from "./names.ts";
import { identifiersIn } from "./opaque.ts";
import type { AccessContext } from "./order.ts";
import { branchValues, scheduleOf } from "./schedule.ts";
import { headLines } from "./signature.ts";
import type { Signature } from "./signature.ts";
import { bareDeclaration, printBody } from "./statements.ts";
import type { Line, Printed } from "./statements.ts";
import { definingOp, structureOf } from "./structure.ts";
import type { Structure } from "./structure.ts";
import { variablesOf } from "./variables.ts";

export interface EmitContext {
  readonly types: TypeTable;
  readonly calleeText: (id: FunctionId) => string;
  /** Functions of the text that take the elements of their last argument one by one; without it, none does. */
  readonly isVariadic?: (id: FunctionId) => boolean;
  /**
   * Names of the module. Those that the function's text refers to are never hidden; the others only by a variable that the user
   * gave that name.
   */
  readonly reserved: ReadonlySet<string>;
  /** What calls do to memory; without it, anything. */
  readonly effectOf?: (callee: FunctionId) => "pure" | "reads" | "effect";
  readonly language: "ts" | "js";
}

export interface Emitted {
  readonly text: string;
  /** One per emitted statement: where it begins in `text`, and where it comes from. */
  readonly segments: readonly { readonly offset: number; readonly origin: Origin }[];
  /** Where the origins lie. */
  readonly fileName: string;
}

const maximumRounds = 24;

export function emitFunction(fn: IrFunction, signature: Signature, cx: EmitContext): Emitted {
  const emitter = new Emitter(fn, signature, cx);
  for (let round = 1; ; round++) {
    const attempt = emitter.attempt();
    if (emitter.revive(attempt)) continue;
    if (round >= maximumRounds || !emitter.learn(attempt)) return { ...assemble(attempt.lines), fileName: fn.fileName };
  }
}

interface Attempt extends Printed {
  readonly flow: Flow;
}

class Emitter {
  readonly #signature: Signature;
  readonly #cx: EmitContext;
  readonly #structure: Structure;
  readonly #access: AccessContext;
  readonly #unfolded = new Set<ValueId>();
  readonly #unmerged = new Set<Op>();
  readonly #spread = new Set<Op>();
  readonly #idle = new Set<Op>();
  readonly #revived = new Set<Op>();

  constructor(fn: IrFunction, signature: Signature, cx: EmitContext) {
    this.#signature = signature;
    this.#cx = cx;
    this.#structure = structureOf(fn);
    const typeOf: AccessContext["typeOf"] = (value) => {
      const found = fn.values[value];
      if (!found) throw new InternalError(`%${value} is no value of ${fn.name}`);
      return found.type;
    };
    this.#access = { types: cx.types, typeOf, effectOf: cx.effectOf };
  }

  attempt(): Attempt {
    const [structure, access] = [this.#structure, this.#access];
    const demand = demandOf(structure, access, this.#idle);
    const hints = { unfolded: this.#unfolded, unmerged: this.#unmerged, spread: this.#spread };
    let folding = foldingOf(structure, demand, access, hints);
    while (folding.failed.length > 0) {
      for (const store of folding.failed) this.#unmerged.add(store);
      folding = foldingOf(structure, demand, access, hints);
    }
    const selection = { structure, demand, folding, access };
    const schedule = scheduleOf(selection);
    const flow: Flow = { ...selection, schedule, classes: coalesce(selection, schedule) };
    const variables = variablesOf(flow);
    const initials = initialsOf(flow, variables);
    const parameters = new Map(this.#signature.parameters.map(({ value, name }) => [value, name] as const));
    const naming = namesOf(flow, variables, { parameters, taken: this.#takenNames(), avoided: this.#cx.reserved });
    const isTyped = this.#cx.language === "ts";
    const read = new Set<ValueId>();
    const nameOf = (value: ValueId): string => {
      const root = flow.classes.of(value);
      read.add(root);
      const name = naming.of.get(root);
      if (name === undefined) throw new InternalError(`%${value} of ${structure.fn.name} has no name`);
      return name;
    };
    const { types, calleeText, isVariadic = () => false } = this.#cx;
    const expressions = new Expressions({ flow, types, isTyped, calleeText, isVariadic, nameOf });
    const printed = printBody({ flow, variables, initials, naming, expressions, access, isTyped });
    const body = withoutUnread(printed.lines);
    const mentioned = new Set(body.flatMap(({ text }) => wordsOf(text)));
    // What was read only by a part that turned out to be empty is not read.
    const isRead = (value: ValueId): boolean => read.has(flow.classes.of(value));
    const unread = this.#signature.parameters.filter(({ value, name }) => !isRead(value) || !mentioned.has(name));
    const origin = structure.fn.origin;
    const touched = isTyped ? unread.map(({ name }): Line => ({ depth: 1, text: `void ${name};`, origin })) : [];
    const lines = closed(headLines(this.#signature, isTyped), [...touched, ...body]);
    return { ...printed, lines, flow };
  }

  /** Branches that were taken for idle and do something after all, for good: without their conditions the text is wrong. */
  revive({ tested }: Attempt): boolean {
    const revived = tested.filter((op) => this.#idle.delete(op));
    for (const op of revived) this.#revived.add(op);
    return revived.length > 0;
  }

  /** Takes hints from an attempt; false where there are none. */
  learn({ flow, overlong, overlongEnds, idle }: Attempt): boolean {
    let isNew = false;
    const add = <T>(set: Set<T>, item: T): void => {
      if (set.has(item)) return;
      set.add(item);
      isNew = true;
    };
    for (const op of idle) if (!this.#revived.has(op)) add(this.#idle, op);
    for (const op of overlong) this.#narrow(op, flow, add);
    for (const end of overlongEnds) this.#narrow(end, flow, add);
    return isNew;
  }

  #narrow(statement: Op | Terminator, flow: Flow, add: <T>(set: Set<T>, item: T) => void): void {
    const part = widestPart(statement, flow);
    if (part !== undefined) add(this.#unfolded, part);
    else if (statement.kind === "if" && flow.folding.expressions.has(statement)) add(this.#spread, statement);
  }

  /** Every name that the text of the function refers to, beside its own variables. */
  #takenNames(): ReadonlySet<string> {
    const taken = new Set<string>();
    for (const place of this.#structure.placeOf.values()) {
      for (const op of place.ops) {
        if (op.kind === "call") for (const name of identifiersIn([this.#cx.calleeText(op.callee)])) taken.add(name);
        if (op.kind === "opaque") for (const name of identifiersIn(op.pieces)) taken.add(name);
        if (op.kind === "record" && op.construct) {
          for (const name of identifiersIn([op.construct.text])) taken.add(name);
        }
      }
    }
    return taken;
  }
}

/** The part of a too wide expression that is best given a name: the widest one that is not most of it. */
function widestPart(statement: Op | Terminator, flow: Flow): ValueId | undefined {
  const sizes = new Map<ValueId, number>();
  const size = (value: ValueId): number => {
    const known = sizes.get(value);
    if (known !== undefined) return known;
    const op = flow.folding.folded.has(value) ? definingOp(flow.structure, value) : undefined;
    let total = 1;
    for (const operand of op ? operandsIn(op, flow) : []) total += size(operand);
    sizes.set(value, total);
    return total;
  };
  let parts = operandsIn(statement, flow);
  const whole = parts.reduce((total, value) => total + size(value), 0);
  for (;;) {
    const folded = parts.filter((value) => flow.folding.folded.has(value));
    const widest = folded.toSorted((a, b) => size(b) - size(a))[0];
    if (widest === undefined) return undefined;
    const op = definingOp(flow.structure, widest);
    const inner = op ? operandsIn(op, flow) : [];
    if (size(widest) <= 0.6 * whole || !inner.some((value) => flow.folding.folded.has(value))) return widest;
    parts = inner;
  }
}

function operandsIn(statement: Op | Terminator, flow: Flow): readonly ValueId[] {
  switch (statement.kind) {
    case "yield":
    case "break":
    case "continue":
    case "condition":
    case "return":
    case "throw":
      return statement.kind === "condition" ? [statement.condition] : terminatorOperands(statement);
    default: {
      const own = ownOperands(statement, flow.structure, flow.access);
      return statement.kind === "if" && flow.folding.expressions.has(statement)
        ? [...own, ...branchValues(flow, statement)]
        : own;
    }
  }
}

/** Leaves out declarations of variables that nothing mentions: all that would have written or read them turned out to be empty. */
function withoutUnread(lines: readonly Line[]): readonly Line[] {
  const kept = lines.filter(({ text }, at) => {
    const name = (bareDeclaration.exec(text) ?? boxDeclaration.exec(text))?.[1] ?? nameOfPure(text);
    return name === undefined || isMentionedBehind(lines, at, name);
  });
  return kept.length < lines.length ? withoutUnread(kept) : kept;
}

/** Whether the rest of the block that a line stands in mentions a name. */
function isMentionedBehind(lines: readonly Line[], at: number, name: string): boolean {
  const { depth } = lines[at]!;
  for (let i = at + 1; i < lines.length; i++) {
    const line = lines[i]!;
    // Lines of the user's text carry their own indentation.
    if (line.text !== "" && line.depth < depth && !line.text.startsWith(" ")) return false;
    if (line.text.includes(name) && wordsOf(line.text).includes(name)) return true;
  }
  return false;
}

/** The box of a variable that starts with a number or the like. */
const boxDeclaration =
  /^(?:let|const) ([\p{ID_Continue}$]+)(?:: [^={]*)? = \{ value: (?:-?[\d.e+-]+|true|false|undefined) \};$/u;

/** The variable that a line declares with arithmetic on variables and what is read from them, which nothing else can notice. */
function nameOfPure(text: string): string | undefined {
  const [, name, value = ""] = /^(?:let|const) ([\p{ID_Continue}$]+)(?:: [^={]*)? = ([^"'`{}\\]+);$/u.exec(text) ?? [];
  const rest = value.replaceAll(/\bMath\.\w+\(/g, "(").replaceAll(/[=!]==?|[<>]=/g, "<");
  const isPure = !/[\p{ID_Continue}$\])!]\s*\(|[.>]\(|=|\+\+|--|\b(?:new|await|yield|delete|function)\b/u.test(rest);
  return isPure ? name : undefined;
}

/** Every word of a line of code that could be a name. */
function wordsOf(text: string): readonly string[] {
  return text.replace(/^\/\/.*/, "").match(/[\p{ID_Continue}$]+/gu) ?? [];
}

function closed(head: readonly Line[], body: readonly Line[]): readonly Line[] {
  if (body.length > 0) return [...head, ...body, { depth: 0, text: "}" }];
  return head.map((line, i) => (i === head.length - 1 ? { ...line, text: `${line.text}}` } : line));
}

function assemble(lines: readonly Line[]): Pick<Emitted, "text" | "segments"> {
  const segments: { offset: number; origin: Origin }[] = [];
  let text = "";
  for (const line of lines) {
    const indent = line.text === "" ? "" : "  ".repeat(line.depth);
    if (line.origin) segments.push({ offset: text.length + indent.length, origin: line.origin });
    text += `${indent}${line.text}\n`;
  }
  return { text, segments };
}
