/** Ties a generated file to its source map. */
import { Buffer } from "node:buffer";
import { basename } from "node:path";
import type { CompileResult } from "@adgen/transformer";

type SourceMap = CompileResult["map"];

/** The text with its map inside it. */
export function inlineMap(code: string, map: SourceMap): string {
  const data = Buffer.from(JSON.stringify(map)).toString("base64");
  return `${code}//# sourceMappingURL=data:application/json;base64,${data}\n`;
}

/** The text and the map beside it. */
export function withMap(code: string, map: SourceMap, target: string): readonly { fileName: string; text: string }[] {
  const mapName = `${basename(target)}.map`;
  return [
    { fileName: target, text: `${code}//# sourceMappingURL=${mapName}\n` },
    { fileName: `${target}.map`, text: `${JSON.stringify({ ...map, file: basename(target) })}\n` },
  ];
}
