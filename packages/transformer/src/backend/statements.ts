/** The text of statements: regions to lines. */
import { InternalError } from "../base/internal-error.ts";
import type {
  BlockOp,
  CallOp,
  ForOp,
  FillOp,
  IfOp,
  LoadOp,
  Op,
  Origin,
  StoreOp,
  Terminator,
  TryOp,
  ValueId,
  WhileOp,
} from "../ir/ir.ts";
import { fieldsOf } from "../ir/types.ts";
import { readsNothingThere } from "./cleared.ts";
import { sequence } from "./coalesce.ts";
import type { Copy } from "./copies.ts";
import { annotationOf } from "./annotation.ts";
import { constText } from "./expression.ts";
import type { Expressions } from "./expression.ts";
import type { Initials } from "./initial.ts";
import { arrange, flat, layoutOf, layoutOfOp } from "./layout.ts";
import type { Layout } from "./layout.ts";
import { isFlattened, isTestSpoiled, printedCopies } from "./loops.ts";
import type { Flow } from "./loops.ts";
import type { Naming } from "./names.ts";
import { neutralText } from "./neutral.ts";
import type { AccessContext } from "./order.ts";
import { resultOf, statementsOf } from "./schedule.ts";
import { constOf, definingOp, placeOf } from "./structure.ts";
import type { Place, Target } from "./structure.ts";
import { arrangeType, membersOf, openType } from "./type-layout.ts";
import { fieldKey, typeText } from "./type-text.ts";
import type { Variable, Variables } from "./variables.ts";
import { width } from "./width.ts";
import type { Piece } from "./width.ts";

export interface Line {
  readonly depth: number;
  readonly text: string;
  /** Of the statement that begins here. */
  readonly origin?: Origin;
  /** A statement complete in this line that may stand after `if (…)` without braces. */
  readonly isSimple?: boolean;
}

export interface PrintContext {
  readonly flow: Flow;
  readonly variables: Variables;
  readonly initials: Initials;
  readonly naming: Naming;
  readonly expressions: Expressions;
  readonly access: AccessContext;
  readonly isTyped: boolean;
}

/** What a function's text turned out to be, and what could be better. */
export interface Printed {
  readonly lines: readonly Line[];
  /** Statements wider than a line. */
  readonly overlong: readonly Op[];
  readonly overlongEnds: readonly Terminator[];
  /** `if` ops of which nothing was printed. */
  readonly idle: readonly Op[];
  /** Those whose condition was printed. */
  readonly tested: readonly Op[];
}

export function printBody(cx: PrintContext): Printed {
  const printer = new Printer(cx);
  const lines = printer.region(cx.flow.structure.body, ["return"]);
  const { overlong, overlongEnds, idle, tested } = printer;
  return { lines, overlong, overlongEnds, idle, tested };
}

/** Where even the start of a declaration is too wide, its type opens. */
function arrangeDeclaration(prefix: string, layout: Layout, depth: number): readonly Piece[] {
  const pieces = arrange(prefix, layout, ";", depth);
  const [, head, type] = /^((?:const|let) [\p{ID_Continue}$]+: )(.*) = $/su.exec(prefix) ?? [];
  const [first] = pieces;
  if (head === undefined || type === undefined || !first || 2 * depth + first.text.length <= width) return pieces;
  if (membersOf(type).length > 1) {
    return [{ depth, text: prefix.trimEnd() }, ...arrange("", layout, ";", depth + 1)];
  }
  const opened = openType(head, type, " = ", depth);
  const last = opened.at(-1);
  return last ? [...opened.slice(0, -1), ...arrange(last.text, layout, ";", depth)] : pieces;
}

interface Chain {
  readonly arms: { readonly head: string; readonly body: readonly Line[]; readonly op: IfOp }[];
  otherwise: readonly Line[];
}

function isSimple(body: readonly Line[]): body is readonly [Line] {
  return body.length === 1 && body[0]?.isSimple === true;
}

/** Where control goes by itself at the end of a region: jumps to there need not be written. */
type Ahead = readonly string[];

const compound: ReadonlyMap<string, string> = new Map([
  ["add", "+="],
  ["sub", "-="],
  ["mul", "*="],
  ["div", "/="],
  ["rem", "%="],
]);

/** A variable that is declared without a value, its name captured. */
export const bareDeclaration: RegExp = /^let ([\p{ID_Continue}$]+)(?:: [^={]*)?;$/u;

function fieldNameOf({ key }: LoadOp): string {
  return key.kind === "field" ? key.name : "";
}

class Printer {
  readonly overlong: Op[] = [];
  readonly overlongEnds: Terminator[] = [];
  readonly idle: Op[] = [];
  readonly tested: Op[] = [];
  readonly #cx: PrintContext;
  /** The loops around, innermost last. */
  readonly #loops: Target[] = [];
  readonly #usedLabels = new Set<Op>();

  constructor(cx: PrintContext) {
    this.#cx = cx;
  }

  region(place: Place, ahead: Ahead, depth = 1): readonly Line[] {
    const { flow } = this.#cx;
    const ops = statementsOf(flow, place);
    const lines: Line[] = [];
    const last = ops.at(-1);
    const isOpen = !place.reachesEnd || (place.completes && this.#printed(place.region.end).length === 0);
    const passed = new Set<Op>();
    for (const [i, op] of ops.entries()) {
      if (passed.has(op)) continue;
      this.#declarations(op, lines, depth);
      const taken = op.kind === "call" ? this.#takenApart(op, ops, i + 1, depth) : undefined;
      if (taken) {
        for (const part of taken.parts) passed.add(part);
        lines.push(taken.line);
        continue;
      }
      for (const line of this.#op(op, op === last && isOpen ? ahead : [], depth, lines.length === 0)) lines.push(line);
    }
    if (place.reachesEnd) for (const line of this.#end(place, ahead, depth)) lines.push(line);
    return lines;
  }

  /** A region that is printed as a block of its own: one that only declares variables does nothing. */
  #inBraces(place: Place, ahead: Ahead, depth: number): readonly Line[] {
    const lines = this.region(place, ahead, depth);
    return lines.every(({ text }) => bareDeclaration.test(text)) ? [] : lines;
  }

  #declarations(op: Op, lines: Line[], depth: number): void {
    const position = this.#cx.flow.schedule.startOf.get(op);
    const list = position === undefined ? undefined : this.#cx.variables.before.get(position);
    for (const variable of list ?? []) {
      const type = this.#cx.expressions.typeOf(variable.root);
      const constant = this.#cx.initials.constantOf.get(variable.root);
      const neutral = variable.isUnset ? neutralText(type, this.#cx.access.types, this.#cx.isTyped) : undefined;
      const value = constant ? constText(constant).text : neutral;
      const initial = value === undefined || value === "undefined" ? "" : ` = ${value}`;
      const isPlain = initial !== "" && type.text === undefined && ["number", "boolean"].includes(type.kind);
      const name = this.#name(variable.root);
      const plain = `let ${name}${initial};`;
      const [first, ...rest] = isPlain
        ? [{ depth, text: plain }]
        : this.#cx.isTyped
          ? arrangeType(`let ${name}: `, typeText(type), `${initial};`, depth)
          : [{ depth, text: `/** @type {${typeText(type)}} */ ${plain}` }];
      if (first) lines.push({ ...first, origin: op.origin }, ...rest);
    }
  }

  // -- simple statements ---------------------------------------------------------------------------------------------------

  #op(op: Op, ahead: Ahead, depth: number, isFirst: boolean): readonly Line[] {
    switch (op.kind) {
      case "comment": {
        const lines = op.text.split("\n").map((text): Line => ({ depth, text: `// ${text}`.trimEnd() }));
        return op.blank && !isFirst ? [{ depth: 0, text: "" }, ...lines] : lines;
      }
      case "store":
        return this.#store(op, depth);
      case "fill":
        return this.#fill(op, depth);
      case "if":
        if (!this.#cx.flow.folding.expressions.has(op)) return this.#if(op, ahead, depth);
        break;
      case "for":
        return this.#for(op, depth);
      case "while":
        return this.#while(op, depth);
      case "block":
        return this.#block(op, ahead, depth);
      case "try":
        return this.#try(op, ahead, depth);
      default:
        break;
    }
    return this.#value(op, depth);
  }

  /** `const { value, record } = f(x);`, where that fits on a line. */
  #takenApart(
    call: CallOp,
    ops: readonly Op[],
    from: number,
    depth: number,
  ): { readonly parts: readonly LoadOp[]; readonly line: Line } | undefined {
    const parts = this.#partsOf(call, ops, from);
    if (parts.length === 0) return undefined;
    const prefix = `const { ${this.#pattern(parts)} } = `;
    const [first, ...rest] = arrange(prefix, layoutOfOp(this.#cx.expressions, call), ";", depth);
    if (!first || rest.length > 0 || 2 * depth + first.text.length > width) return undefined;
    return { parts, line: { ...first, origin: call.origin } };
  }

  /** The fields of what a call gives, where they are read right behind it, into variables, and nothing else is done with it. */
  #partsOf(call: CallOp, ops: readonly Op[], from: number): readonly LoadOp[] {
    const { flow, variables, access } = this.#cx;
    const { result } = call;
    if (!this.#isConst(call) || fieldsOf(access.typeOf(result), access.types) === undefined) return [];
    const parts: LoadOp[] = [];
    for (const op of ops.slice(from)) {
      const isPart = op.kind === "load" && op.ref === result && op.key.kind === "field";
      if (!isPart || !this.#isConst(op)) break;
      const position = flow.schedule.startOf.get(op);
      if (position === undefined || variables.before.has(position)) return [];
      parts.push(op);
    }
    const reads = flow.schedule.readAt.get(result) ?? [];
    const isAll = reads.length === parts.length && new Set(parts.map(fieldNameOf)).size === parts.length;
    return parts.length > 1 && isAll ? parts : [];
  }

  /** Whether an op declares its result, as a constant whose type need not be written. */
  #isConst(op: CallOp | LoadOp): boolean {
    const { flow, variables } = this.#cx;
    const position = flow.schedule.startOf.get(op);
    const variable = variables.of.get(flow.classes.of(op.result));
    if (!variable || variable.declared !== "write" || variable.position !== position || !variable.isConst) return false;
    return annotationOf({ value: op.result, by: op, from: undefined, isConst: true, cx: this.#cx }) === "";
  }

  #pattern(parts: readonly LoadOp[]): string {
    const items = parts.map((part) => {
      const [key, name] = [fieldKey(fieldNameOf(part)), this.#name(part.result)];
      return key === name ? key : `${key}: ${name}`;
    });
    return items.join(", ");
  }

  #value(op: Op, depth: number): readonly Line[] {
    const result = resultOf(this.#cx.flow, op);
    if (result === undefined || !this.#cx.flow.schedule.definedAt.has(result)) {
      return this.#statement("", layoutOfOp(this.#cx.expressions, op), op, depth);
    }
    const position = this.#cx.flow.schedule.startOf.get(op) ?? -1;
    const held = this.#heldIn(op, result);
    if (held !== undefined) {
      const cell = this.#declaration(result, position, op, held);
      return this.#statement(`${cell.text} = `, layoutOf(this.#cx.expressions, held), op, depth, false);
    }
    const target = this.#declaration(result, position, op);
    if (target.variable?.declared === "write" && target.variable.position === position) {
      return this.#statement(`${target.text} = `, layoutOfOp(this.#cx.expressions, op), op, depth, false);
    }
    const step = this.#step(op, result);
    if (step !== undefined) return this.#statement(step, flat(""), op, depth);
    return this.#statement(`${target.text} = `, layoutOfOp(this.#cx.expressions, op), op, depth);
  }

  /** What a cell starts with. */
  #heldIn(op: Op, result: ValueId): ValueId | undefined {
    const isCell = op.kind === "record" && this.#cx.flow.structure.cells.has(result);
    return isCell ? op.fields[0]?.value : undefined;
  }

  /** `s += x` for `s = s + x`, also where s comes second and that makes no difference. */
  #step(op: Op, result: ValueId): string | undefined {
    if (op.kind !== "prim") return undefined;
    const token = compound.get(op.prim);
    const [a, b] = op.args;
    if (token === undefined || a === undefined || b === undefined) return undefined;
    const name = this.#name(result);
    if (this.#isVariable(a, result)) return this.#stepText(name, token, b);
    return (op.prim === "add" || op.prim === "mul") && this.#isVariable(b, result)
      ? this.#stepText(name, token, a)
      : undefined;
  }

  #stepText(target: string, token: string, by: ValueId): string {
    const { structure } = this.#cx.flow;
    const constant = constOf(structure, by)?.value;
    if (token === "+=" || token === "-=") {
      const isUp = token === "+=";
      if (constant === 1) return `${target}${isUp ? "++" : "--"}`;
      if (constant === -1) return `${target}${isUp ? "--" : "++"}`;
      if (typeof constant === "number" && constant < 0) return `${target} ${isUp ? "-=" : "+="} ${-constant}`;
      const op = this.#cx.expressions.foldedOp(by);
      const inner = op?.kind === "prim" && op.prim === "neg" ? op.args[0] : undefined;
      if (inner !== undefined) {
        return `${target} ${isUp ? "-=" : "+="} ${this.#cx.expressions.text(inner).text}`;
      }
    }
    return `${target} ${token} ${this.#cx.expressions.text(by).text}`;
  }

  #isVariable(value: ValueId, result: ValueId): boolean {
    const { flow, expressions } = this.#cx;
    if (expressions.foldedOp(value) || constOf(flow.structure, value)) return false;
    return flow.schedule.definedAt.has(value) && flow.classes.of(value) === flow.classes.of(result);
  }

  #store(op: StoreOp, depth: number): readonly Line[] {
    const { expressions, flow } = this.#cx;
    const load = flow.folding.merged.get(op);
    const prim = load && definingOp(flow.structure, op.value);
    if (load && prim?.kind === "prim") {
      const token = compound.get(prim.prim) ?? "+=";
      const [a, b] = prim.args;
      const by = a === load.result ? b : a;
      if (by === undefined) throw new InternalError(`${prim.prim} of one argument`);
      return this.#statement(this.#stepText(expressions.updatedPlace(load), token, by), flat(""), op, depth);
    }
    const { key } = op;
    if (op.removes) return this.#statement(`delete ${expressions.place(op.ref, key)}`, flat(""), op, depth);
    const fields = key.kind === "field" ? fieldsOf(expressions.typeOf(op.ref), this.#cx.access.types) : undefined;
    const isOptional = key.kind === "field" && fields?.some(({ name, optional }) => name === key.name && optional);
    const value = readsNothingThere(flow.structure, op)
      ? flat(expressions.asserted(op.value, isOptional === true).text)
      : layoutOf(expressions, op.value);
    return this.#statement(`${expressions.place(op.ref, op.key)} = `, value, op, depth);
  }

  #fill({ ref, value, origin, ...rest }: FillOp, depth: number): readonly Line[] {
    const { expressions } = this.#cx;
    const object = expressions.text(ref);
    const text = `${object.precedence < 17 ? `(${object.text})` : object.text}.fill(${expressions.text(value).text})`;
    return this.#statement(text, flat(""), { ref, value, origin, ...rest }, depth);
  }

  #statement(prefix: string, layout: Layout, op: Op, depth: number, isSimple = true): readonly Line[] {
    const pieces = arrangeDeclaration(prefix, layout, depth);
    if (pieces.some((piece) => 2 * piece.depth + piece.text.length > width)) this.overlong.push(op);
    return pieces.map((piece, i) =>
      i === 0 ? { ...piece, origin: op.origin, isSimple: isSimple && pieces.length === 1 } : piece,
    );
  }

  // -- variables -----------------------------------------------------------------------------------------------------------

  #name(value: ValueId): string {
    const name = this.#cx.naming.of.get(this.#cx.flow.classes.of(value));
    if (name === undefined) throw new InternalError(`%${value} of ${this.#cx.flow.structure.fn.name} has no name`);
    return name;
  }

  /** What stands left of `=`: the variable's name, with its declaration where this is the place for it. */
  #declaration(
    value: ValueId,
    position: number,
    by: Op | undefined,
    from?: ValueId,
  ): { readonly text: string; readonly variable: Variable | undefined } {
    const variable = this.#cx.variables.of.get(this.#cx.flow.classes.of(value));
    const name = this.#name(value);
    if (!variable || variable.declared !== "write" || variable.position !== position) return { text: name, variable };
    const annotation = annotationOf({ value, by, from, isConst: variable.isConst, cx: this.#cx });
    const keyword = variable.isConst ? "const" : "let";
    if (this.#cx.isTyped || annotation === "") return { text: `${keyword} ${name}${annotation}`, variable };
    return { text: `/** @type {${annotation.slice(2)}} */ ${keyword} ${name}`, variable };
  }

  #printed(by: Op | Terminator): readonly Copy[] {
    const { flow, initials } = this.#cx;
    return printedCopies(flow, by).filter((copy) => !initials.needless.has(copy));
  }

  /** The copies that an op or a terminator makes, in an order that keeps their meaning. */
  #copies(by: Op | Terminator, depth: number): readonly Line[] {
    const { flow, expressions, naming } = this.#cx;
    const copies = this.#printed(by);
    if (copies.length === 0) return [];
    const position = flow.schedule.startOf.get(by) ?? -1;
    const saved = new Map<ValueId, string>();
    const lines: Line[] = [];
    for (const step of sequence(copies, flow.classes.of)) {
      if (step.kind === "save") {
        const name = this.#name(step.variable);
        const old = naming.fresh(`old${name.slice(0, 1).toUpperCase()}${name.slice(1)}`);
        saved.set(step.variable, old);
        lines.push({ depth, text: `const ${old} = ${name};`, origin: by.origin });
        continue;
      }
      const { to, from } = step.move;
      const constant = constOf(flow.structure, from);
      const source = constant
        ? constText(constant).text
        : (saved.get(flow.classes.of(from)) ?? expressions.text(from).text);
      const target = this.#declaration(to, position, undefined, from);
      const isDeclaration = target.variable?.declared === "write" && target.variable.position === position;
      lines.push({ depth, text: `${target.text} = ${source};`, origin: by.origin, isSimple: !isDeclaration });
    }
    return lines;
  }

  // -- ends ----------------------------------------------------------------------------------------------------------------

  #end(place: Place, ahead: Ahead, depth: number): readonly Line[] {
    const { end } = place.region;
    switch (end.kind) {
      case "yield":
        return this.#copies(end, depth);
      case "condition":
        // Printed by the loop, which knows where its test stands.
        return [];
      case "return":
        if (end.value === undefined) return ahead.includes("return") ? [] : [this.#simple("return;", end, depth)];
        return this.#leave("return ", end.value, end, depth);
      case "throw":
        return this.#leave("throw ", end.value, end, depth);
      case "break":
      case "continue": {
        const target = this.#cx.flow.structure.targetOf.get(end);
        if (!target) throw new InternalError(`${end.kind} ${end.label} leaves nothing`);
        const copies = this.#copies(end, depth);
        if (ahead.includes(`${end.kind} ${this.#labelOf(target)}`)) return copies;
        return [...copies, this.#simple(`${end.kind}${this.#jumpLabel(target)};`, end, depth)];
      }
    }
  }

  #leave(prefix: string, value: ValueId, end: Terminator, depth: number): readonly Line[] {
    const pieces = arrange(prefix, layoutOf(this.#cx.expressions, value), ";", depth);
    if (pieces.some((piece) => 2 * piece.depth + piece.text.length > width)) this.overlongEnds.push(end);
    return pieces.map((piece, i) =>
      i === 0 ? { ...piece, origin: end.origin, isSimple: pieces.length === 1 } : piece,
    );
  }

  #simple(text: string, end: Terminator, depth: number): Line {
    return { depth, text, origin: end.origin, isSimple: true };
  }

  #labelOf(target: Target): string {
    return this.#cx.naming.labels.get(target) ?? target.label;
  }

  #jumpLabel(target: Target): string {
    if (this.#loops.at(-1) === target) return "";
    this.#usedLabels.add(target);
    return ` ${this.#labelOf(target)}`;
  }

  // -- branches ------------------------------------------------------------------------------------------------------------

  #if(op: IfOp, ahead: Ahead, depth: number): readonly Line[] {
    const { structure } = this.#cx.flow;
    const [then, otherwise] = [placeOf(structure, op.then), placeOf(structure, op.else)];
    if (isFlattened(structure, otherwise)) {
      const rest = this.region(otherwise, ahead, depth);
      const inside = this.#inBraces(then, rest.length === 0 ? ahead : [], depth + 1);
      if (inside.length === 0) return this.#emptied(op, rest);
      return [...this.#headed(this.#ifHead(op), inside, op, depth), ...rest];
    }
    if (isFlattened(structure, then)) {
      const rest = this.region(then, ahead, depth);
      const inside = this.#inBraces(otherwise, rest.length === 0 ? ahead : [], depth + 1);
      if (inside.length === 0) return this.#emptied(op, rest);
      return [...this.#headed(this.#ifHead(op, true), inside, op, depth), ...rest];
    }
    return this.#branches(op, [then, otherwise], ahead, depth);
  }

  #branches(op: IfOp, places: readonly [Place, Place], ahead: Ahead, depth: number): readonly Line[] {
    const chain: Chain = { arms: [], otherwise: [] };
    this.#collect(op, places, chain, { ahead, depth });
    const { arms, otherwise } = chain;
    const isShort =
      otherwise.length <= 1 &&
      arms.every(({ head, body }) => isSimple(body) && this.#fits(`else ${head}`, body[0], depth)) &&
      (otherwise.length === 0 || (isSimple(otherwise) && this.#fits("else", otherwise[0], depth)));
    const lines: Line[] = [];
    for (const [i, { head, body, op: arm }] of arms.entries()) {
      const start = i === 0 ? "" : isShort ? "else " : "} else ";
      if (isShort) lines.push({ depth, text: `${start}${head} ${body[0]?.text ?? ";"}`, origin: arm.origin });
      else lines.push({ depth, text: `${start}${head} {`, origin: arm.origin });
      if (2 * depth + start.length + head.length + 2 > width) this.overlong.push(arm);
      if (!isShort) for (const line of body) lines.push(line);
    }
    if (isShort) {
      for (const line of otherwise) lines.push({ ...line, depth, text: `else ${line.text}`, isSimple: false });
    } else if (arms.length > 0) {
      if (otherwise.length > 0) lines.push({ depth, text: "} else {" });
      for (const line of otherwise) lines.push(line);
      lines.push({ depth, text: "}" });
    }
    return lines;
  }

  /** The arms of `if … else if … else …`, those with nothing in them left out. */
  #collect(
    op: IfOp,
    [then, otherwise]: readonly [Place, Place],
    chain: Chain,
    at: { readonly ahead: Ahead; readonly depth: number },
  ): void {
    const { length: known } = this.idle;
    const yes = this.#inBraces(then, at.ahead, at.depth + 1);
    const next = yes.length > 0 ? this.#chained(otherwise) : undefined;
    if (next) {
      chain.arms.push({ head: this.#ifHead(op), body: yes, op });
      const { structure } = this.#cx.flow;
      this.#collect(next, [placeOf(structure, next.then), placeOf(structure, next.else)], chain, at);
      return;
    }
    const no = this.#inBraces(otherwise, at.ahead, at.depth + 1);
    if (yes.length > 0) {
      chain.arms.push({ head: this.#ifHead(op), body: yes, op });
      chain.otherwise = no;
    } else if (no.length > 0) {
      chain.arms.push({ head: this.#ifHead(op, true), body: no, op });
    } else if (this.idle.length === known) {
      // The condition of a branch inside that does nothing may still have to run: that is seen once the branch is known.
      this.idle.push(op);
    }
  }

  /** The `if` that an `else` consists of. */
  #chained(place: Place): IfOp | undefined {
    const { flow, variables } = this.#cx;
    const [only, ...others] = statementsOf(flow, place);
    if (only?.kind !== "if" || others.length > 0 || flow.folding.expressions.has(only)) return undefined;
    if (!place.completes || this.#printed(place.region.end).length > 0) return undefined;
    const position = flow.schedule.startOf.get(only);
    if (position !== undefined && variables.before.has(position)) return undefined;
    const places = [placeOf(flow.structure, only.then), placeOf(flow.structure, only.else)];
    return places.some((inner) => isFlattened(flow.structure, inner)) ? undefined : only;
  }

  /** `head` with its body: without braces where that is one short statement. */
  #headed(head: string, body: readonly Line[], op: Op, depth: number, needsBraces = false): readonly Line[] {
    const [only] = body;
    if (!needsBraces && body.length === 1 && only?.isSimple === true && this.#fits(head, only, depth)) {
      return [{ depth, text: `${head} ${only.text}`, origin: op.origin }];
    }
    if (2 * depth + head.length + 2 > width) this.overlong.push(op);
    if (body.length === 0) return [{ depth, text: `${head} {}`, origin: op.origin }];
    return [{ depth, text: `${head} {`, origin: op.origin }, ...body, { depth, text: "}" }];
  }

  #fits(head: string, line: Line, depth: number): boolean {
    return 2 * depth + head.length + 1 + line.text.length <= width;
  }

  #ifHead(op: IfOp, isOpposite = false): string {
    this.tested.push(op);
    const { expressions } = this.#cx;
    const { text } = isOpposite ? expressions.not(op.condition) : expressions.text(op.condition);
    return `if (${text})`;
  }

  /** Nothing is left to decide. */
  #emptied(op: IfOp, rest: readonly Line[]): readonly Line[] {
    this.idle.push(op);
    return rest;
  }

  // -- loops ---------------------------------------------------------------------------------------------------------------

  #inside(target: Target, print: () => readonly Line[]): readonly Line[] {
    if (target.kind !== "block") this.#loops.push(target);
    const lines = print();
    if (target.kind !== "block") this.#loops.pop();
    return lines;
  }

  #labelled(target: Target, lines: readonly Line[]): readonly Line[] {
    const [first, ...others] = lines;
    if (!this.#usedLabels.has(target) || !first) return lines;
    return [{ ...first, text: `${this.#labelOf(target)}: ${first.text}`, isSimple: false }, ...others];
  }

  #for(op: ForOp, depth: number): readonly Line[] {
    const { expressions, flow } = this.#cx;
    const copies = this.#copies(op, depth);
    const counter = op.body.params[0];
    if (counter === undefined) throw new InternalError("a counted loop without a counter");
    const name = this.#name(counter);
    const place = placeOf(flow.structure, op.body);
    const body = this.#inside(op, () => this.#inBraces(place, [`continue ${this.#labelOf(op)}`], depth + 1));
    const step =
      op.step === 1
        ? `${name}++`
        : op.step === -1
          ? `${name}--`
          : `${name} ${op.step > 0 ? "+=" : "-="} ${Math.abs(op.step)}`;
    const to = expressions.text(op.to);
    const bound = to.precedence <= 9 ? `(${to.text})` : to.text;
    const head = `for (let ${name} = ${expressions.text(op.from).text}; ${name} ${op.compare} ${bound}; ${step})`;
    return [...copies, ...this.#labelled(op, this.#headed(head, body, op, depth))];
  }

  #while(op: WhileOp, depth: number): readonly Line[] {
    const { expressions, flow, variables } = this.#cx;
    const copies = this.#copies(op, depth);
    const before = placeOf(flow.structure, op.before);
    const after = flow.structure.placeOf.get(op.after);
    const { end } = op.before;
    const again: Ahead = [`continue ${this.#labelOf(op)}`];
    const form = variables.forms.get(op) ?? "endless";
    if (form === "while" && end.kind === "condition" && after) {
      const body = this.#inside(op, () => this.#inBraces(after, again, depth + 1));
      const test = expressions.text(end.condition).text;
      if (body.length === 0)
        return [...copies, ...this.#labelled(op, [{ depth, text: `while (${test});`, origin: op.origin }])];
      return [...copies, ...this.#labelled(op, this.#headed(`while (${test})`, body, op, depth))];
    }
    if (form === "do" && end.kind === "condition") {
      const body = this.#inside(op, () => [...this.region(before, [], depth + 1), ...this.#copies(end, depth + 1)]);
      const tail: Line = { depth, text: `} while (${expressions.text(end.condition).text});` };
      if (2 * depth + tail.text.length > width) this.overlongEnds.push(end);
      return [...copies, ...this.#labelled(op, [{ depth, text: "do {", origin: op.origin }, ...body, tail])];
    }
    const body = this.#inside(op, () => [
      ...this.region(before, [], depth + 1),
      ...this.#test(op, before, depth + 1),
      ...(after ? this.region(after, again, depth + 1) : []),
    ]);
    return [...copies, ...this.#labelled(op, this.#headed("for (;;)", body, op, depth, true))];
  }

  /** The test in the middle of an endless loop, after the copies that both ways out of it need. */
  #test(op: WhileOp, before: Place, depth: number): readonly Line[] {
    const { expressions, flow, naming } = this.#cx;
    const { end } = op.before;
    if (end.kind !== "condition" || !before.completes) return [];
    const copies = this.#copies(end, depth);
    if (constOf(flow.structure, end.condition)?.value === true) return copies;
    if (isTestSpoiled(flow, op)) {
      const name = naming.fresh("goesOn");
      const test: Line = {
        depth,
        text: `const ${name} = ${expressions.text(end.condition).text};`,
        origin: end.origin,
      };
      return [test, ...copies, { depth, text: `if (!${name}) break;`, origin: end.origin }];
    }
    return [...copies, { depth, text: `if (${expressions.not(end.condition).text}) break;`, origin: end.origin }];
  }

  #try(op: TryOp, ahead: Ahead, depth: number): readonly Line[] {
    const { structure, schedule } = this.#cx.flow;
    const [body, handler] = [op.body, op.handler].map((region) =>
      this.#inBraces(placeOf(structure, region), ahead, depth + 1),
    );
    // Where nothing is done nothing is thrown.
    if (!body || !handler || body.length === 0) return [];
    const [error] = op.handler.params;
    const binding = error !== undefined && schedule.definedAt.has(error) ? ` (${this.#name(error)})` : "";
    const lines: Line[] = [{ depth, text: "try {", origin: op.origin }, ...body];
    if (handler.length === 0) return [...lines, { depth, text: `} catch${binding} {}` }];
    return [...lines, { depth, text: `} catch${binding} {` }, ...handler, { depth, text: "}" }];
  }

  #block(op: BlockOp, ahead: Ahead, depth: number): readonly Line[] {
    const place = placeOf(this.#cx.flow.structure, op.body);
    const out: Ahead = [`break ${this.#labelOf(op)}`, ...ahead];
    const body = this.#inside(op, () => this.#inBraces(place, out, depth + 1));
    if (!this.#usedLabels.has(op)) return body.map((line) => ({ ...line, depth: Math.max(0, line.depth - 1) }));
    return this.#labelled(op, [{ depth, text: "{", origin: op.origin }, ...body, { depth, text: "}" }]);
  }
}
