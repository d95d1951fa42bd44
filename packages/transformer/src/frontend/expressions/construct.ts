/** `new C(…)`: an instance is a record with the class's fields. */
import type ts from "typescript";
import { isPure } from "../../ir/effects.ts";
import type { ConstOp, IrFunction, Op, Origin, RecordOp, Region, ValueId } from "../../ir/ir.ts";
import { copyRegion, mapRegions } from "../../ir/visit.ts";
import { fieldType } from "../../ir/types.ts";
import { classSubstitution } from "../class-types.ts";
import type { ClassNode, FieldNode } from "../classes.ts";
import type { FunctionEntry } from "../function-entry.ts";
import { isStatic } from "../classes.ts";
import { fieldNameOf } from "../lower-type.ts";
import { includesUndefined } from "../type-predicates.ts";
import type { Substitution } from "../type-memory.ts";
import type { Instance, Lowering } from "../lowering.ts";
import { takesFunction } from "../specialise.ts";
import { isAmbient } from "../static-target.ts";
import { bare, isFunctionNode } from "../syntax.ts";
import { argumentsFor, capturedBy } from "./arguments.ts";

export interface ConstructOptions {
  /** One for each parameter. */
  readonly args: readonly ValueId[];
  /** How many of them the call writes. */
  readonly written: number;
  readonly node: ts.Node;
  /** Only the fields are asked for, for an instance of a class that extends it. */
  readonly isBase: boolean;
  /** What the type parameters of the class are. */
  readonly substitution: Substitution | undefined;
}

export function lowerNewInstance(cx: Lowering, cls: ClassNode, node: ts.NewExpression): ValueId {
  const { ts } = cx;
  const refuse = (code: "AD2005" | "AD2007", message: string): ValueId =>
    cx.refuse(code, node, message, cx.file.instanceType(cls));
  if (cls.getSourceFile().isDeclarationFile || isAmbient(cx.oracle, cls)) {
    return refuse("AD2007", `the constructor of \`${node.expression.getText()}\` cannot be found`);
  }
  const substitution = classSubstitution(cx.file, cx.oracle.typeAt(node));
  const entry = cx.file.constructorOf(cls, cx.entry.id, substitution);
  const written = node.arguments ?? ts.factory.createNodeArray();
  const args = argumentsFor(cx, entry, written, node);
  const count = written.some(ts.isSpreadElement) ? args.length : written.length;
  const made = constructInstance(cx, cls, { args, written: count, node, isBase: false, substitution });
  return made.value ?? refuse("AD2007", "nothing is made");
}

/** An instance by its arguments: its constructor is put in place where it only computes fields, else called. */
export function constructInstance(cx: Lowering, cls: ClassNode, options: ConstructOptions): Instance {
  const { args, node, isBase } = options;
  const origin = cx.origin(node);
  const entry = cx.file.constructorOf(cls, cx.entry.id, options.substitution);
  if (takesFunctions(cx, entry, args)) {
    const expanded = cx.expandConstruction(entry, { cls, args, call: node, isBase });
    if (expanded) return expanded;
  }
  const fn = cx.constructorOf(entry);
  const hasRest = entry.parameters.some(({ rest }) => rest);
  const record = fn && !hasRest ? onlyComputes(fn) : undefined;
  if (fn && record) {
    const fields = new Map(inPlace(cx, fn, args, origin).map(({ name, value }) => [name, value]));
    if (isBase) return { value: undefined, fields };
    const { construct } = record;
    const own = construct && { text: construct.text, args: args.slice(0, options.written) };
    return {
      value: cx.at.construct(
        own,
        [...fields].map(([name, value]) => ({ name, value })),
        entry.result,
        origin,
      ),
      fields,
    };
  }
  if (isBase && (!fn || !makesAtEnd(fn))) {
    cx.refuse("AD2005", node, "the constructor of the base class uses `this` before the instance is complete");
  }
  const made = entry.result;
  const isNamed = (made.kind === "record" || made.kind === "named") && made.text !== undefined;
  if (isNamed && holdsFunctions(cx, cls)) {
    cx.refuse("AD2005", node, "a field holds a function, and the constructor does more than to set fields");
  }
  const passed = args.map((arg, i) => cx.kept(arg, entry.parameters[i]?.type));
  const value = cx.at.call(entry.id, [...passed, ...capturedBy(cx, entry, node)], entry.result, origin);
  const fields = new Map<string, ValueId>();
  for (const [name, field] of isBase ? fieldsOfClass(cx, cls) : []) {
    const type = fieldType(entry.result, name, cx.fn.types) ?? cx.file.variableType(cx.file.fieldVariable(field));
    fields.set(name, cx.at.load(value, name, type, origin));
  }
  return { value: isBase ? undefined : value, fields };
}

/** Whether some argument is a function, memory with functions in it, or left out where a function may be. */
function takesFunctions(cx: Lowering, { parameters }: FunctionEntry, args: readonly ValueId[]): boolean {
  return args.some((value, i) => {
    if (cx.functionOf.has(value) || cx.membersOf.has(value)) return true;
    return cx.typeOf(value).kind === "undefined" && takesFunction(parameters[i]);
  });
}

function holdsFunctions(cx: Lowering, cls: ClassNode): boolean {
  return [...fieldsOfClass(cx, cls).values()].some(
    ({ initializer }) => initializer !== undefined && isFunctionNode(cx.ts, bare(cx.ts, initializer)),
  );
}

/** The fields that instances have, by name: those of the base classes first; one declared again stands in its first place. */
export function fieldsOfClass(cx: Lowering, cls: ClassNode): ReadonlyMap<string, FieldNode> {
  const { ts } = cx;
  const base = cx.file.classes.baseOf(cls);
  const fields = new Map(typeof base === "object" ? fieldsOfClass(cx, base) : []);
  const add = (field: FieldNode): void => {
    const symbol = cx.oracle.fieldAt(field);
    if (symbol) fields.set(fieldNameOf(ts, symbol), field);
  };
  const constructor = cls.members.find((member) => ts.isConstructorDeclaration(member) && member.body !== undefined);
  for (const parameter of constructor && ts.isConstructorDeclaration(constructor) ? constructor.parameters : []) {
    if (ts.isParameterPropertyDeclaration(parameter, parameter.parent)) add(parameter);
  }
  for (const member of cls.members) if (ts.isPropertyDeclaration(member) && !isStatic(ts, member)) add(member);
  return fields;
}

/** The instance that a constructor ends with, where all before it are pure computations. */
function onlyComputes(fn: IrFunction): RecordOp | undefined {
  const last = fn.body.ops.at(-1);
  if (last?.kind !== "record" || !makesAtEnd(fn)) return undefined;
  return fn.body.ops.slice(0, -1).every((op) => isPure(op)) ? last : undefined;
}

/** Whether a constructor makes its instance last, when all fields are known: nobody can have seen it before. */
function makesAtEnd({ body }: IrFunction): boolean {
  const last = body.ops.at(-1);
  return last?.kind === "record" && body.end.kind === "return" && body.end.value === last.result;
}

/** The ops of a constructor with arguments for its parameters; gives the fields. */
function inPlace(cx: Lowering, fn: IrFunction, args: readonly ValueId[], origin: Origin): RecordOp["fields"] {
  const ofParameter = new Map(fn.params.map((param, i) => [param, args[i]!]));
  const copy = copyRegion(fn.body, (value) => cx.fn.value(fn.values[value]!.type, fn.values[value]!.name), ofParameter);
  const last = copy.ops.at(-1) as RecordOp;
  const given = new Set(args);
  for (const op of copy.ops.slice(0, -1)) cx.at.append(placedAt(isGiven(cx, op, given) ?? op, origin));
  return last.fields;
}

/** The test of a parameter for its default, where the argument says the answer. */
function isGiven(cx: Lowering, op: Op, given: ReadonlySet<ValueId>): ConstOp | undefined {
  const [arg, other] = op.kind === "prim" && op.prim === "eq" ? op.args : [];
  if (op.kind !== "prim" || arg === undefined || other === undefined || !given.has(arg)) return undefined;
  if (cx.typeOf(other).kind !== "undefined") return undefined;
  const { kind } = cx.typeOf(arg);
  const value = kind === "undefined" ? true : includesUndefined(cx.typeOf(arg)) ? undefined : false;
  return value === undefined ? undefined : { kind: "const", value, result: op.result, origin: op.origin };
}

/** What is put in place comes from where it stands. */
function placedAt(op: Op, origin: Origin): Op {
  const inside = (region: Region): Region => ({
    ...region,
    ops: region.ops.map((inner) => placedAt(inner, origin)),
    end: { ...region.end, origin },
  });
  return { ...mapRegions(op, inside), origin };
}
