/** Source maps of text that was made from text that adgen had appended to. */
import { fromMap, toDecodedMap, toEncodedMap } from "@jridgewell/gen-mapping";
import type { DecodedSourceMap, EncodedSourceMap } from "@jridgewell/gen-mapping";

type SourceMapInput = Parameters<typeof fromMap>[0];
type Segment = DecodedSourceMap["mappings"][number][number];

/** The parts of an augmented file that a map needs. */
export interface AugmentedText {
  readonly original: string;
  readonly augmented: string;
  /** From the augmented text to the original. */
  readonly map: EncodedSourceMap;
}

/**
 * A map that leads into an augmented text, made to lead into the original. The lines of the user are in both; a line of the
 * derivatives leads to the line that it was derived from, or nowhere.
 */
export function composeMap(json: string, { original, augmented, map }: AugmentedText): string {
  const outer = JSON.parse(json) as EncodedSourceMap;
  if (outer.sources.length !== 1) return json;
  const decoded = decode(outer);
  const inner = decode(map).mappings;
  const sharedLines = countLines(commonPrefix(original, augmented));
  const mappings = decoded.mappings.map((line) =>
    line.map((segment): Segment => {
      if (segment.length === 1 || segment[2] < sharedLines) return segment;
      const found = innermost(inner[segment[2]] ?? [], segment[3]);
      return found === undefined || found.length === 1 ? [segment[0]] : [segment[0], 0, found[2], found[3]];
    }),
  );
  const composed = toEncodedMap(fromMap({ ...decoded, mappings } as SourceMapInput));
  const { sourcesContent: _, ...rest } = outer;
  const contents = outer.sourcesContent ? { sourcesContent: [original] } : {};
  return JSON.stringify({ ...rest, ...contents, mappings: composed.mappings, names: composed.names });
}

function decode(map: EncodedSourceMap): DecodedSourceMap {
  return toDecodedMap(fromMap(map as SourceMapInput));
}

/** The last segment of a line that starts at a column or before it. */
function innermost(line: readonly Segment[], column: number): Segment | undefined {
  return line.findLast(([start]) => start <= column) ?? line[0];
}

function commonPrefix(a: string, b: string): string {
  if (b.startsWith(a)) return a;
  let end = 0;
  while (end < a.length && a[end] === b[end]) end++;
  return a.slice(0, end);
}

/** Lines that end within a text. */
function countLines(text: string): number {
  return text.split(/\r\n|[\n\r]/).length - 1;
}

const inlined = /(\/\/# sourceMappingURL=data:application\/json;(?:charset=[^;,]+;)?base64,)([A-Za-z0-9+/=]+)/;

/** Base64 of UTF-8, as `ts.sys` has it. */
export interface Base64 {
  readonly base64decode?: (data: string) => string;
  readonly base64encode?: (text: string) => string;
}

/** The same for an output file: a `.map`, or code with its map inside. Other text is left as it is. */
export function composeOutput(fileName: string, text: string, file: AugmentedText, base64: Base64): string {
  if (fileName.endsWith(".map")) return composeMap(text, file);
  const { base64decode, base64encode } = base64;
  if (!base64decode || !base64encode) return text;
  return text.replace(
    inlined,
    (_, head: string, data: string) => head + base64encode(composeMap(base64decode(data), file)),
  );
}
