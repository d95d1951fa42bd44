/** The modules of the suite, loaded when they are first asked for: each joins a program and its generated derivatives. */
import type { Module } from "./message.ts";

export const moduleNames: readonly string[] = [
  "hello",
  "gmm",
  "ba",
  "ht",
  "lstm",
  "kmeans",
  "llsq",
  "lse",
  "det",
  "ode",
  "particle",
  "saddle",
];

export async function loadModule(name: string): Promise<Module | undefined> {
  if (!moduleNames.includes(name)) return undefined;
  const file = `./modules/${name}.ts`;
  const loaded = (await import(file)) as { readonly default: Module };
  return loaded.default;
}
