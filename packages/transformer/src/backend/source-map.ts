/** Source maps (version 3): a segment for every line of the user's text, and for every emitted statement. */
import { GenMapping, maybeAddSegment, setSourceContent, toEncodedMap } from "@jridgewell/gen-mapping";
import type { EncodedSourceMap } from "@jridgewell/gen-mapping";
import type { Origin } from "../ir/ir.ts";

/** Generated text, and where its statements come from. */
export interface Chunk {
  readonly text: string;
  readonly segments: readonly { readonly offset: number; readonly origin: Origin }[];
  /** The file that the origins lie in, where it is not the one that is compiled. */
  readonly fileName?: string;
}

export class MapBuilder {
  readonly #map: GenMapping;
  readonly #source: string;
  readonly #fileName: string;
  readonly #text: string | undefined;

  /** Without the text, origins lead to the starts of their lines. */
  constructor(fileName: string, text: string | undefined) {
    this.#fileName = fileName;
    this.#source = baseName(fileName);
    this.#text = text;
    this.#map = new GenMapping({ file: this.#source });
    if (text !== undefined) setSourceContent(this.#map, this.#source, text);
  }

  /** A line (from 0) that stands where it stood. */
  identity(line: number): void {
    maybeAddSegment(this.#map, line, 0, this.#source, line, 0);
  }

  /** The segments of a chunk that begins at a line; gives how many lines it has. */
  chunk({ text, segments, fileName }: Chunk, firstLine: number): number {
    const isOwn = fileName === undefined || fileName === this.#fileName;
    const source = isOwn ? this.#source : fileName;
    let [line, lineStart] = [0, 0];
    for (const { offset, origin } of segments) {
      for (let next = text.indexOf("\n", lineStart); next >= 0 && next < offset; next = text.indexOf("\n", lineStart)) {
        line++;
        lineStart = next + 1;
      }
      const column = isOwn ? this.#columnOf(origin) : 0;
      maybeAddSegment(this.#map, firstLine + line, offset - lineStart, source, origin.line - 1, column);
    }
    return text.split("\n").length - 1;
  }

  encode(): EncodedSourceMap {
    return toEncodedMap(this.#map);
  }

  #columnOf({ start }: Origin): number {
    return this.#text === undefined ? 0 : start - (this.#text.lastIndexOf("\n", start - 1) + 1);
  }
}

export function baseName(fileName: string): string {
  return fileName.slice(Math.max(fileName.lastIndexOf("/"), fileName.lastIndexOf("\\")) + 1);
}
