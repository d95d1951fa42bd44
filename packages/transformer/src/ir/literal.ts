/**
 * Constants as text: JSON, and what JSON lacks (-0, NaN, the infinities, undefined, whole numbers of any size as `12n`).
 */

/** The text of a constant; "" for what has none (a function, a Map, something cyclic). */
export function printLiteral(value: unknown): string {
  return literal(value, new Set()) ?? "";
}

function literal(value: unknown, open: Set<object>): string | undefined {
  switch (typeof value) {
    case "number":
      return Object.is(value, -0) ? "-0" : String(value);
    case "bigint":
      return `${value}n`;
    case "string":
      return JSON.stringify(value);
    case "boolean":
    case "undefined":
      return String(value);
    case "object":
      return value === null ? "null" : composite(value, open);
    default:
      return undefined;
  }
}

function composite(value: object, open: Set<object>): string | undefined {
  const plain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  if (!plain || open.has(value)) return undefined;
  open.add(value);
  const isArray = Array.isArray(value);
  const parts = isArray
    ? Array.from(value, (item: unknown) => literal(item, open))
    : Object.entries(value).map(([name, item]) => {
        const text = literal(item, open);
        return text && `${JSON.stringify(name)}: ${text}`;
      });
  open.delete(value);
  if (parts.includes(undefined)) return undefined;
  return isArray ? `[${parts.join(", ")}]` : `{ ${parts.join(", ")} }`;
}
