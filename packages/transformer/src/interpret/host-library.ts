/**
 * What of the standard library host text may use while it is evaluated. Only what is named here exists: nothing leads to
 * `Function` or to other means of running text, so no user code can be executed; nothing is printed.
 */

/** A function or a class of the library, not a value of its own. */
export type HostFunction = (...args: readonly unknown[]) => unknown;

/** A name of the global scope. */
export interface HostGlobal {
  readonly call?: HostFunction;
  readonly construct?: HostFunction;
  readonly members?: ReadonlyMap<string, unknown>;
  /** What `instanceof` asks for. */
  readonly type?: new (...args: never[]) => unknown;
}

const silent: HostFunction = () => undefined;
/** Not every host has `performance`. */
const clock: HostFunction = () => (globalThis as { performance?: { now(): number } }).performance?.now() ?? Date.now();

export const globals: ReadonlyMap<string, HostGlobal> = new Map<string, HostGlobal>([
  ["Math", { members: ownMembers(Math) }],
  ["Number", { call: Number as HostFunction, members: ownMembers(Number) }],
  ["String", { call: String as HostFunction }],
  ["Boolean", { call: Boolean }],
  ["BigInt", { call: BigInt as unknown as HostFunction }],
  ["isNaN", { call: isNaN as HostFunction }],
  ["isFinite", { call: isFinite as HostFunction }],
  ["parseFloat", { call: parseFloat as HostFunction }],
  ["parseInt", { call: parseInt as HostFunction }],
  ["Set", { construct: (items) => new Set(items as Iterable<unknown>) }],
  ["Array", { members: pick(Array, ["from", "isArray"]), type: Array }],
  ["Object", { members: pick(Object, ["keys", "values", "entries", "is", "hasOwn", "freeze"]) }],
  ["JSON", { members: pick(JSON, ["stringify"]) }],
  ["Date", { members: pick(Date, ["now"]) }],
  ["performance", { members: new Map([["now", clock]]) }],
  ["console", { members: new Map(["log", "info", "warn", "error", "debug", "trace"].map((name) => [name, silent])) }],
  ...[Error, RangeError, TypeError, SyntaxError, EvalError, URIError].map((type): [string, HostGlobal] => {
    const construct: HostFunction = (message) => new type(message as string);
    return [type.name, { call: construct, construct, type }];
  }),
  ...[
    Float64Array,
    Float32Array,
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
  ].map((type): [string, HostGlobal] => [type.name, { type }]),
]);

const stringMethods: ReadonlySet<string> = new Set(
  (
    "at charAt charCodeAt codePointAt concat endsWith includes indexOf lastIndexOf localeCompare normalize padEnd padStart " +
    "replace replaceAll slice split startsWith substring toLowerCase toUpperCase trim trimEnd trimStart toString valueOf"
  ).split(" "),
);
const numberMethods: ReadonlySet<string> = new Set(["toFixed", "toPrecision", "toExponential", "toString", "valueOf"]);
const arrayMethods: ReadonlySet<string> = new Set([
  "at",
  "includes",
  "indexOf",
  "lastIndexOf",
  "join",
  "slice",
  "concat",
  // Of arrays that the text has made itself.
  "filter",
  "keys",
  "sort",
]);

/** A property that host text may read; `undefined` with `found: false` for any other. */
export function propertyOf(object: unknown, name: PropertyKey): { readonly found: boolean; readonly value: unknown } {
  const isIndex = typeof name === "number" || /^\d+$/u.test(String(name));
  if (typeof object === "string" || Array.isArray(object) || ArrayBuffer.isView(object)) {
    const isBuffer = name === "buffer" && ArrayBuffer.isView(object);
    if (!isIndex && !isBuffer && name !== "length") return missing;
    return { found: true, value: (object as unknown as Record<PropertyKey, unknown>)[name] };
  }
  if (typeof object !== "object" || object === null) return missing;
  if (object instanceof Set) return name === "size" ? { found: true, value: object.size } : missing;
  if (object instanceof Error) {
    return name === "message" || name === "name" ? { found: true, value: object[name] } : missing;
  }
  // A record has the fields that the program gave it; what it inherits is not for host text.
  if (Object.hasOwn(object, name)) return { found: true, value: (object as Record<PropertyKey, unknown>)[name] };
  return name in object ? missing : { found: true, value: undefined };
}

/** `name in object`: what an object has of its own, and what every object has. Of a class, it is not known what instances inherit. */
export function isIn(name: unknown, object: unknown): boolean {
  if (typeof object !== "object" || object === null)
    throw new TypeError("the right-hand side of `in` is not an object");
  return (name as PropertyKey) in object;
}

/** A method that host text may call. */
export function methodOf(object: unknown, name: string): HostFunction | undefined {
  const allowed = typeof object === "string" ? stringMethods : isNumeric(object) ? numberMethods : arrayMethods;
  const hasMethods =
    typeof object === "string" || isNumeric(object) || Array.isArray(object) || ArrayBuffer.isView(object);
  if (!hasMethods || !allowed.has(name)) return undefined;
  const method = (object as Record<string, unknown>)[name] as HostFunction | undefined;
  return method && ((...args) => Reflect.apply(method, object, args) as unknown);
}

const missing = { found: false, value: undefined } as const;

function isNumeric(value: unknown): boolean {
  return typeof value === "number" || typeof value === "bigint" || typeof value === "boolean";
}

function ownMembers(namespace: object): ReadonlyMap<string, unknown> {
  const names = Object.getOwnPropertyNames(namespace).filter((name) => name !== "prototype");
  return pick(namespace, names);
}

function pick(namespace: object, names: readonly string[]): ReadonlyMap<string, unknown> {
  const bound = (value: unknown): unknown =>
    typeof value === "function"
      ? (...args: readonly unknown[]): unknown => Reflect.apply(value, namespace, args)
      : value;
  return new Map(names.map((name) => [name, bound((namespace as Record<string, unknown>)[name])]));
}
