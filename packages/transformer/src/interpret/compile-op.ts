/** Ops without regions, as closures over the frame. */
import { assertNever } from "../base/assert-never.ts";
import { InternalError } from "../base/internal-error.ts";
import { resolve } from "../ir/assignable.ts";
import type {
  AllocateOp,
  BlockOp,
  Element,
  FoldOp,
  ForOp,
  IfOp,
  IrFunction,
  Key,
  Op,
  OpaqueOp,
  PrimOp,
  PushOp,
  RecordOp,
  ValueId,
  TryOp,
  WhileOp,
} from "../ir/ir.ts";
import { dictionaryOf } from "../ir/types.ts";
import type { TypedArrayName } from "../ir/types.ts";
import { isPrimName, scalarRules } from "../rules/scalar.ts";
import { evaluateHost } from "./host-expression.ts";
import { readAll } from "./machine.ts";
import type { Frame, Machine } from "./machine.ts";
import { cloneShadow, zerosLike } from "./shadow.ts";

export type Step = (frame: Frame) => void;
export type PlainOp = Exclude<Op, IfOp | ForOp | WhileOp | BlockOp | TryOp>;
type Memory = Record<PropertyKey, unknown>;

export function compileOp(op: PlainOp, fn: IrFunction, machine: Machine): Step {
  switch (op.kind) {
    case "const": {
      const { result, value } = op;
      return (frame) => void (frame[result] = value);
    }
    case "undef": {
      const { result } = op;
      return (frame) => void (frame[result] = undefined);
    }
    case "prim":
      return compilePrim(op, fn, machine);
    case "fold":
      return compileFold(op, machine);
    case "cast": {
      const { result, arg } = op;
      return (frame) => void (frame[result] = frame[arg]);
    }
    case "call": {
      const { result, callee, args } = op;
      return (frame) => void (frame[result] = machine.call(callee, readAll(frame, args)));
    }
    case "opaque":
      return compileOpaque(op, fn, machine);
    case "array": {
      const { result, elements } = op;
      return (frame) => void (frame[result] = collect(frame, elements));
    }
    case "record":
      return compileRecord(op, fn, machine);
    case "allocate":
      return compileAllocate(op, fn, machine);
    case "zeros-like": {
      const { result, arg } = op;
      const type = fn.values[arg]?.type ?? { kind: "void" };
      return (frame) => void (frame[result] = zerosLike(frame[arg], type, machine.unit.types));
    }
    case "clone": {
      const { result, arg } = op;
      return (frame) => void (frame[result] = cloneShadow(frame[arg]));
    }
    case "load": {
      const { result, ref, key } = op;
      const name = keyOf(key);
      return (frame) => void (frame[result] = (frame[ref] as Memory)[name(frame)]);
    }
    case "store": {
      const { ref, key, value } = op;
      const name = keyOf(key);
      if (op.removes) return (frame) => void delete (frame[ref] as Memory)[name(frame)];
      return (frame) => void ((frame[ref] as Memory)[name(frame)] = frame[value]);
    }
    case "length": {
      const { result, ref } = op;
      return (frame) => void (frame[result] = (frame[ref] as unknown[]).length);
    }
    case "has-index": {
      const { result, ref, index } = op;
      return (frame) => void (frame[result] = (frame[index] as PropertyKey) in (frame[ref] as object));
    }
    case "push":
      return compilePush(op);
    case "pop": {
      const { result, ref } = op;
      return (frame) => void (frame[result] = (frame[ref] as unknown[]).pop());
    }
    case "fill": {
      const { ref, value } = op;
      return (frame) => void (frame[ref] as unknown[]).fill(frame[value]);
    }
    case "view": {
      const { result, ref, from, to } = op;
      return (frame) => {
        const memory = frame[ref] as Float64Array | ArrayBuffer;
        const range = [frame[from] as number, to === undefined ? undefined : (frame[to] as number)] as const;
        frame[result] = memory instanceof ArrayBuffer ? new Float64Array(memory, ...range) : memory.subarray(...range);
      };
    }
    case "comment":
      return () => undefined;
    default:
      return assertNever(op, "op");
  }
}

function compilePrim(op: PrimOp, fn: IrFunction, machine: Machine): Step {
  const { result, args } = op;
  const { evaluateImpure } = machine.options;
  if (evaluateImpure && isPrimName(op.prim) && !scalarRules[op.prim].pure)
    return (frame) => void (frame[result] = evaluateImpure(op, fn));
  const compute = computeOf(op.prim);
  const counter = machine.counterOf(op.prim);
  const [a, b] = args;
  // Almost all of them take one or two arguments.
  if (a !== undefined && args.length === 1) {
    return (frame) => {
      counter.count++;
      frame[result] = compute(frame[a]);
    };
  }
  if (a !== undefined && b !== undefined && args.length === 2) {
    return (frame) => {
      counter.count++;
      frame[result] = compute(frame[a], frame[b]);
    };
  }
  return (frame) => {
    counter.count++;
    frame[result] = compute(...readAll(frame, args));
  };
}

function compileFold(op: FoldOp, machine: Machine): Step {
  const { result, args } = op;
  const compute = computeOf(op.prim);
  const counter = machine.counterOf(op.prim);
  return (frame) => {
    counter.count++;
    frame[result] = compute(...collect(frame, args));
  };
}

function computeOf(prim: string): (...args: readonly unknown[]) => unknown {
  if (!isPrimName(prim)) throw new InternalError(`${prim} is no primitive`);
  return scalarRules[prim].compute as (...args: readonly unknown[]) => unknown;
}

function compileOpaque(op: OpaqueOp, fn: IrFunction, machine: Machine): Step {
  const { result, args } = op;
  if ("known" in op) return (frame) => void (frame[result] = op.known);
  const evaluate = machine.options.evaluateOpaque ?? evaluateHost;
  return (frame) => void (frame[result] = evaluate(op, readAll(frame, args), fn));
}

function compileRecord({ result, fields, construct }: RecordOp, fn: IrFunction, machine: Machine): Step {
  const type = fn.values[result]?.type;
  if (type && dictionaryOf(type, machine.unit.types)?.bare)
    return (frame) => void (frame[result] = Object.create(null));
  const prototype = (construct && machine.options.prototypeOf?.(construct.text)) ?? Object.prototype;
  return (frame) => {
    const record = Object.create(prototype) as Record<string, unknown>;
    for (const { name, value, optional } of fields)
      if (!optional || frame[value] !== undefined) record[name] = frame[value];
    frame[result] = record;
  };
}

function compileAllocate(op: AllocateOp, fn: IrFunction, machine: Machine): Step {
  const { result, length, fill } = op;
  const type = fn.values[result]?.type;
  const shape = type && resolve(type, machine.unit.types);
  const make = shape?.kind === "typed-array" ? typedArrays[shape.name] : emptyArray;
  if (fill === undefined) return (frame) => void (frame[result] = make(frame[length] as number));
  return (frame) => void (frame[result] = (make(frame[length] as number) as unknown[]).fill(frame[fill]));
}

/** All holes, as in the program. */
function emptyArray(length: number): unknown[] {
  const array: unknown[] = [];
  array.length = length;
  return array;
}

function compilePush({ result, ref, elements }: PushOp): Step {
  return (frame) => {
    const array = frame[ref] as unknown[];
    // One by one: there may be more than a call takes arguments. What is spread is read before anything is pushed.
    for (const item of collect(frame, elements)) array.push(item);
    frame[result] = array.length;
  };
}

function collect(frame: Frame, elements: readonly Element[]): unknown[] {
  const items: unknown[] = [];
  for (const { kind, value } of elements) {
    if (kind === "value") items.push(frame[value]);
    else for (const item of frame[value] as Iterable<unknown>) items.push(item);
  }
  return items;
}

function keyOf(key: Key): (frame: Frame) => PropertyKey {
  if (key.kind === "field") return () => key.name;
  const index: ValueId = key.index;
  return (frame) => frame[index] as number;
}

const typedArrays: { readonly [Name in TypedArrayName]: (length: number) => unknown } = {
  Float64Array: (n) => new Float64Array(n),
  Float32Array: (n) => new Float32Array(n),
  ArrayBuffer: (n) => new ArrayBuffer(n),
  Int8Array: (n) => new Int8Array(n),
  Uint8Array: (n) => new Uint8Array(n),
  Uint8ClampedArray: (n) => new Uint8ClampedArray(n),
  Int16Array: (n) => new Int16Array(n),
  Uint16Array: (n) => new Uint16Array(n),
  Int32Array: (n) => new Int32Array(n),
  Uint32Array: (n) => new Uint32Array(n),
};
