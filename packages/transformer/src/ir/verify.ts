/**
 * States the invariants of the IR (`ir.ts` says them in words) and finds where a function breaks them. Runs after every pass
 * in tests, the command and the playground; linear in the size of the function.
 */
import { assertNever } from "../base/assert-never.ts";
import type { FunctionId, IrFunction, Label, Op, Region, Terminator, Unit, ValueId, WhileOp } from "./ir.ts";
import { OpChecks } from "./verify-op.ts";
import type { Arities } from "./verify-op.ts";
import { operandsOf, resultsOf, terminatorOperands } from "./visit.ts";

export type Invariant = "ssa" | "terminated" | "arity" | "types" | "exits-structured";

export interface Violation {
  readonly invariant: Invariant;
  readonly message: string;
  readonly op?: Op | Terminator;
}

export interface VerifyOptions {
  /** How many arguments a primitive takes; undefined for what is none. */
  readonly arities: Arities;
  /** For calls and named types; without it neither is looked into. */
  readonly unit?: Unit;
  /** Whether a function of this name will be made. */
  readonly isPromised?: (id: FunctionId) => boolean;
  /** Whether structure-exits has run: also checks exits-structured. */
  readonly structured?: boolean;
}

/** Every violation, in the order of the text; an empty list for a good function. */
export function verify(fn: IrFunction, options: VerifyOptions): readonly Violation[] {
  return new Verifier(fn, options).run();
}

type Ends = ReadonlySet<Terminator["kind"]>;

/** What the place of a region expects of its end. */
interface Place {
  readonly what: string;
  readonly allowed: Ends;
  /** The same after structure-exits. */
  readonly structured: Ends;
  /** What a yield or condition gives its values to. */
  readonly targets: readonly ValueId[];
}

/** What an enclosing label accepts. */
interface Target {
  readonly breaks: readonly ValueId[];
  /** Undefined for a block, which cannot be continued. */
  readonly continues: readonly ValueId[] | undefined;
}

const body: Ends = new Set(["return", "throw"]);
const branch: Ends = new Set(["yield", "return", "break", "continue", "throw"]);
const structuredBranch: Ends = new Set(["yield", "throw"]);
const test: Ends = new Set(["condition", "return", "break", "continue", "throw"]);
const structuredTest: Ends = new Set(["condition", "throw"]);

class Verifier {
  readonly #fn: IrFunction;
  readonly #options: VerifyOptions;
  readonly #checks: OpChecks;
  readonly #violations: Violation[] = [];
  /** Where each value stands in the walk. */
  readonly #states: ("visible" | "hidden" | undefined)[];
  readonly #targets = new Map<Label, Target>();

  constructor(fn: IrFunction, options: VerifyOptions) {
    this.#fn = fn;
    this.#options = options;
    this.#checks = new OpChecks(fn, options, (invariant, message, op) => this.#report(invariant, message, op));
    this.#states = fn.values.map(() => undefined);
  }

  run(): readonly Violation[] {
    const { params, body: region } = this.#fn;
    for (const param of params) this.#define(param);
    if (region.params.length > 0) this.#report("arity", "the body of a function has no parameters of its own");
    this.#region(region, { what: "the body of a function", allowed: body, structured: body, targets: [] });
    return this.#violations;
  }

  #report(invariant: Invariant, message: string, op?: Op | Terminator): void {
    this.#violations.push(op ? { invariant, message, op } : { invariant, message });
  }

  // -- regions and scope -----------------------------------------------------------------------------------------------------

  #region(region: Region, place: Place): void {
    for (const param of region.params) this.#define(param);
    for (const op of region.ops) this.#op(op);
    for (const value of terminatorOperands(region.end)) this.#use(value, region.end);
    this.#end(region.end, place);
    // Leaving the region: what it defined is not seen from outside.
    for (const param of region.params) this.#hide(param);
    for (const op of region.ops) for (const result of resultsOf(op)) this.#hide(result);
  }

  #define(value: ValueId, op?: Op): void {
    if (!this.#fn.values[value]) this.#report("ssa", `%${value} is not in the table of values`, op);
    else if (this.#states[value]) this.#report("ssa", `%${value} is defined twice`, op);
    this.#states[value] = "visible";
  }

  #hide(value: ValueId): void {
    this.#states[value] = "hidden";
  }

  #use(value: ValueId, op: Op | Terminator): void {
    const state = this.#states[value];
    if (state === "visible") return;
    const why = state === "hidden" ? "outside of the region that defines it" : "before it is defined";
    this.#report("ssa", `%${value} is used ${why}`, op);
  }

  // -- ops -------------------------------------------------------------------------------------------------------------------

  #op(op: Op): void {
    for (const operand of operandsOf(op)) this.#use(operand, op);
    this.#regions(op);
    for (const result of resultsOf(op)) this.#define(result, op);
    this.#checks.check(op);
  }

  #regions(op: Op): void {
    switch (op.kind) {
      case "if": {
        const place: Place = { ...branchPlace, what: "a branch", targets: op.results };
        this.#noParams(op.then, op);
        this.#noParams(op.else, op);
        this.#region(op.then, place);
        return this.#region(op.else, place);
      }
      case "for":
        return this.#labelled(op, { breaks: op.results, continues: op.body.params.slice(1) }, () =>
          this.#region(op.body, { ...branchPlace, what: "the body of a loop", targets: op.body.params.slice(1) }),
        );
      case "while":
        return this.#while(op);
      case "try": {
        const place: Place = { ...branchPlace, what: "a side of try", targets: op.results };
        this.#noParams(op.body, op);
        if (op.handler.params.length !== 1) this.#report("arity", "a handler has one parameter", op);
        this.#region(op.body, place);
        return this.#region(op.handler, place);
      }
      case "block":
        this.#noParams(op.body, op);
        return this.#labelled(op, { breaks: op.results, continues: undefined }, () =>
          this.#region(op.body, { ...branchPlace, what: "a block", targets: op.results }),
        );
      default:
        return undefined;
    }
  }

  #while(op: WhileOp): void {
    const { before, after, results } = op;
    this.#checks.pass(after.params, results, op, "ends with");
    this.#labelled(op, { breaks: results, continues: before.params }, () => {
      const place = { what: "the test of a loop", allowed: test, structured: structuredTest, targets: after.params };
      this.#region(before, place);
      this.#region(after, { ...branchPlace, what: "the body of a loop", targets: before.params });
    });
  }

  #labelled(op: Op & { readonly label: Label }, target: Target, inside: () => void): void {
    const outer = this.#targets.get(op.label);
    if (outer) this.#report("terminated", `the label ${op.label} stands inside itself`, op);
    this.#targets.set(op.label, target);
    inside();
    if (outer) this.#targets.set(op.label, outer);
    else this.#targets.delete(op.label);
  }

  #noParams(region: Region, op: Op): void {
    if (region.params.length > 0) this.#report("arity", `a region of ${op.kind} has no parameters`, op);
  }

  // -- exits -----------------------------------------------------------------------------------------------------------------

  #end(end: Terminator, place: Place): void {
    if (!place.allowed.has(end.kind)) this.#report("terminated", `${place.what} ends in ${end.kind}`, end);
    else if (this.#options.structured && !place.structured.has(end.kind)) {
      this.#report("exits-structured", `${place.what} ends in ${end.kind}`, end);
    }
    switch (end.kind) {
      case "yield":
        return this.#checks.pass(end.values, place.targets, end, "yields");
      case "condition":
        return this.#checks.pass(end.values, place.targets, end, "gives");
      case "return":
        return this.#checks.returned(end.value, end);
      case "break":
      case "continue": {
        const target = this.#targets.get(end.label);
        const slots = end.kind === "break" ? target?.breaks : target?.continues;
        if (slots) return this.#checks.pass(end.values, slots, end, `${end.kind}s with`);
        return this.#report("terminated", `nothing around it is a ${end.kind} target labelled ${end.label}`, end);
      }
      case "throw":
        return undefined;
      default:
        return assertNever(end, "terminator");
    }
  }
}

const branchPlace: Pick<Place, "allowed" | "structured"> = { allowed: branch, structured: structuredBranch };
