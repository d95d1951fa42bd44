/**
 * Methods that call a function for each element, in order: the length is asked for once, elements are read when their turn comes,
 * and what a function has taken off the end by then is left out, as in the library. Holes are taken for elements: whether an array
 * has any is not known.
 */
import type ts from "typescript";
import { branch } from "../branch.ts";
import { heldCount, loadElement } from "../expressions/function-table.ts";
import type { ValueId } from "../../ir/ir.ts";
import { arrayOf, booleanType, elementType, numberType } from "../../ir/types.ts";
import type { Type } from "../../ir/types.ts";
import { isUntyped, nonNullish, optionalOf, withoutLiterals } from "../type-predicates.ts";
import { globalBehind } from "../static-target.ts";
import { bare } from "../syntax.ts";
import { append } from "./copying.ts";
import { callbackOf, mayShorten, mayWrite } from "./callback.ts";
import type { Callback } from "./callback.ts";
import { countOver, overAll } from "./counting.ts";
import type { Leave, Running } from "./counting.ts";
import { allocate, resultType, throwWhere } from "./method.ts";
import type { Method, MethodCall } from "./method.ts";

interface Visit {
  readonly callback: Callback;
  readonly running?: readonly Running[];
  /** Where the length, and the first index, are at hand. */
  readonly length?: ValueId;
  readonly from?: ValueId;
  readonly isBackward?: boolean;
  /** Whether what is there no more is asked for all the same, as `find` does. */
  readonly seesMissing?: boolean;
  readonly each: (turn: Turn) => readonly ValueId[] | void;
}

interface Turn {
  readonly index: ValueId;
  readonly element: ValueId;
  /** The call of the function with the element, the index and the array. */
  readonly result: () => ValueId;
  readonly running: readonly ValueId[];
  readonly leave: Leave;
}

/** One turn of the loop for each element; gives the running values. */
function visit(call: MethodCall, options: Visit): readonly ValueId[] {
  const { cx, node, ref, type, element, origin } = call;
  const { callback, running = [], isBackward = false } = options;
  const count = heldCount(cx, ref);
  const length = options.length ?? (count === undefined ? cx.at.length(ref, origin) : cx.at.number(count, origin));
  const one = cx.at.number(1, origin);
  const zero = cx.at.number(0, origin);
  const last = (): ValueId => options.from ?? cx.at.prim("sub", [length, one], origin);
  const bounds = isBackward
    ? { from: last(), to: zero, step: -1, compare: ">=" as const }
    : { from: options.from ?? zero, to: length };
  const isGuarded = options.seesMissing !== true && type.kind !== "typed-array" && mayShorten(cx, callback.written);
  const turn = (index: ValueId, values: readonly ValueId[], leave: Leave): readonly ValueId[] | void => {
    const item = loadElement(cx, ref, index, element, { node, isThere: true });
    const result = (): ValueId => callback.apply([item, index, ref]);
    return options.each({ index, element: item, result, running: values, leave });
  };
  return countOver(cx, {
    ...bounds,
    running,
    origin,
    assigned: cx.assignedIn(node),
    body: (index, values, leave) => {
      if (!isGuarded) return turn(index, values, leave);
      return whereThere(call, index, running, values, () => turn(index, values, leave));
    },
  });
}

/** Only where the array still has the element; else the running values stay. */
function whereThere(
  { cx, node, ref, origin }: MethodCall,
  index: ValueId,
  running: readonly Running[],
  values: readonly ValueId[],
  inside: () => readonly ValueId[] | void,
): readonly ValueId[] {
  if (running.length > 1) return values;
  const condition = cx.at.hasIndex(ref, index, origin);
  const value = branch(cx, {
    condition,
    assigned: cx.assignedIn(node),
    origin,
    then: () => {
      const next = inside();
      return next?.[0];
    },
    else: () => values[0],
    type: (types) => running[0]?.type ?? types[0]!,
  });
  return value === undefined ? [] : [value];
}

/** A method whose callback is its first argument. */
function withCallback(method: (call: MethodCall, callback: Callback) => ValueId): Method {
  return (call) => {
    const { cx, node } = call;
    const made = madeWithHoles(call);
    if (made) return cx.refuse("AD2017", made, `\`${made.getText()}\` has holes, which \`${nameOf(call)}\` skips`);
    const callback = callbackOf(cx, node, node.arguments[0]);
    return typeof callback === "number" ? callback : method(call, callback);
  };
}

function nameOf({ cx, node }: MethodCall): string {
  const callee = bare(cx.ts, node.expression);
  return cx.ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText();
}

/** `new Array(n).map(…)`: nothing is called. */
function madeWithHoles({ cx, node }: MethodCall): ts.Node | undefined {
  const { ts } = cx;
  const callee = bare(ts, node.expression);
  const array = ts.isPropertyAccessExpression(callee) ? bare(ts, callee.expression) : undefined;
  if (!array || !(ts.isNewExpression(array) || ts.isCallExpression(array))) return undefined;
  return array.arguments?.length === 1 && globalBehind(cx.oracle, array.expression) === "Array" ? array : undefined;
}

export const forEach: Method = withCallback((call, callback) => {
  visit(call, { callback, each: ({ result }) => void result() });
  return call.cx.undefined(call.origin);
});

export const map: Method = withCallback((call, callback) => {
  const { cx, node, ref, type, origin } = call;
  const own = nonNullish(cx.file.typeAt(node));
  if (type.kind !== "typed-array" && (own.kind !== "array" || isUntyped(own))) {
    return cx.refuse("AD2001", node, "`map` gives values whose type is not known");
  }
  const to = resultType(call);
  const element = elementType(to, cx.fn.types) ?? numberType;
  const length = cx.at.length(ref, origin);
  const result = allocate(cx, to, length, origin);
  visit(call, {
    callback,
    length,
    each: (turn) => cx.at.store(result, turn.index, cx.coerce(turn.result(), element, origin), origin),
  });
  return result;
});

export const filter: Method = withCallback((call, callback) => {
  const { cx, type, origin } = call;
  const to = resultType(call);
  const element = elementType(to, cx.fn.types) ?? numberType;
  const kept = cx.at.array([], arrayOf(element), origin);
  visit(call, {
    callback,
    each: ({ element: item, result }) => {
      branch(cx, {
        condition: result(),
        assigned: new Set(),
        origin,
        then: () => void cx.at.push(kept, [cx.coerce(item, element, origin)], origin),
        else: () => undefined,
      });
    },
  });
  if (type.kind !== "typed-array") return kept;
  const length = cx.at.length(kept, origin);
  const result = allocate(cx, to, length, origin);
  overAll(cx, length, origin, (index) => cx.at.store(result, index, cx.at.load(kept, index, element, origin), origin));
  return result;
});

export const flatMap: Method = withCallback((call, callback) => {
  const { cx, origin } = call;
  const to = resultType(call);
  const element = elementType(to, cx.fn.types) ?? numberType;
  const flattened = cx.at.array([], to, origin);
  visit(call, { callback, each: ({ result }) => append(call, flattened, { value: result(), element }, 1) });
  return flattened;
});

export const reduce: Method = reduction(false);
export const reduceRight: Method = reduction(true);

function reduction(isBackward: boolean): Method {
  return withCallback((call, callback) => {
    const { cx, node, ref, element, origin } = call;
    const [, initial] = node.arguments;
    const own = withoutLiterals(cx.file.typeAt(node));
    const type = isUntyped(own) ? element : own;
    const length = cx.at.length(ref, origin);
    const one = cx.at.number(1, origin);
    const before = initial ? cx.expression(initial, type) : undefined;
    let init = before;
    let from: ValueId | undefined;
    if (init === undefined) {
      const zero = cx.at.number(0, origin);
      throwWhere(cx, cx.at.prim("eq", [length, zero], origin), node, {
        name: "TypeError",
        parts: ['"Reduce of empty array with no initial value"'],
      });
      const last = (): ValueId => cx.at.prim("sub", [length, one], origin);
      init = cx.at.load(ref, isBackward ? last() : zero, element, origin);
      from = isBackward ? cx.at.prim("sub", [length, cx.at.number(2, origin)], origin) : one;
    }
    const [total] = visit(call, {
      callback,
      length,
      running: [{ init, type, name: callback.names[0] ?? "total" }],
      isBackward,
      ...(from === undefined ? {} : { from }),
      each: ({ index, element: item, running: [sofar] }) => [callback.apply([sofar!, item, index, ref])],
    });
    return total!;
  });
}

export const some: Method = stopping({ start: false, stopsOn: true });
export const every: Method = stopping({ start: true, stopsOn: false });

/** Goes on until the function gives something true (or false). */
function stopping({ start, stopsOn }: { readonly start: boolean; readonly stopsOn: boolean }): Method {
  return withCallback((call, callback) => {
    const { cx, origin } = call;
    const init = cx.at.const_(start, origin);
    const [found] = visit(call, {
      callback,
      running: [{ init, type: booleanType, name: "found" }],
      each: ({ result, running, leave }) => {
        const stop = (): undefined => void leave([cx.at.const_(stopsOn, origin)]);
        const goOn = (): undefined => undefined;
        const condition = result();
        branch(cx, {
          condition,
          assigned: new Set(),
          origin,
          then: stopsOn ? stop : goOn,
          else: stopsOn ? goOn : stop,
        });
        return running;
      },
    });
    return found!;
  });
}

export const findIndex: Method = withCallback((call, callback) => search(call, callback, false));
export const findLastIndex: Method = withCallback((call, callback) => search(call, callback, true));
export const find: Method = withCallback((call, callback) => found(call, callback, false));
export const findLast: Method = withCallback((call, callback) => found(call, callback, true));

/** The first index (or the last) for which the function gives something true; -1. */
function search(call: MethodCall, callback: Callback, isBackward: boolean): ValueId {
  const { cx, origin } = call;
  const [at] = visit(call, {
    callback,
    isBackward,
    seesMissing: true,
    running: [{ init: cx.at.number(-1, origin), type: numberType, name: "at" }],
    each: ({ index, result, running, leave }) => {
      branch(cx, {
        condition: result(),
        assigned: new Set(),
        origin,
        then: () => void leave([index]),
        else: () => undefined,
      });
      return running;
    },
  });
  return at!;
}

/** The element itself, as it was when its turn came; where nothing is found there is none at -1. */
function found(call: MethodCall, callback: Callback, isBackward: boolean): ValueId {
  const { cx, ref, element, origin } = call;
  if (!mayWrite(cx, callback.written)) {
    return cx.at.load(ref, search(call, callback, isBackward), element, origin);
  }
  const type: Type = optionalOf(element);
  const [value] = visit(call, {
    callback,
    isBackward,
    seesMissing: true,
    running: [{ init: cx.undefined(origin), type, name: "found" }],
    each: ({ element: item, result, running, leave }) => {
      branch(cx, {
        condition: result(),
        assigned: new Set(),
        origin,
        then: () => void leave([item]),
        else: () => undefined,
      });
      return running;
    },
  });
  return value!;
}
