/** One TypeScript program around the texts of a batch, as a host hands one to the compiler: its library is looked at once. */
import ts from "typescript";
import { programInMemory } from "../../packages/transformer/src/frontend/in-memory.ts";

/** A program that holds each text under its file name, under the options of a text that is compiled alone. */
export function programAround(texts: ReadonlyMap<string, string>): ts.Program {
  return programInMemory(ts, [...texts.keys()], { textOf: (name) => texts.get(name) });
}
