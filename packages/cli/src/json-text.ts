/** JSON for other programs to read. */

export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, asData, 2)}\n`;
}

/** What JSON has no word for is a text: a constant NaN, a bigint; typed arrays are arrays. */
function asData(_: string, value: unknown): unknown {
  if (typeof value === "bigint") return `${value}n`;
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  if (typeof value === "number" && (!Number.isFinite(value) || Object.is(value, -0)))
    return Object.is(value, -0) ? "-0" : String(value);
  return value;
}
