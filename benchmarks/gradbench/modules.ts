/** The modules of the suite, loaded when they are first asked for: each joins a program and its generated derivatives. */
import type { Evaluation, Module } from "./message.ts";

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

/** The derivatives that were written by hand, by the names of their programs. */
export async function loadByHand(): Promise<Readonly<Record<string, Evaluation["run"]>>> {
  const file = "./by-hand/runs.ts";
  const loaded = (await import(file)) as { readonly runsByHand: Readonly<Record<string, Evaluation["run"]>> };
  return loaded.runsByHand;
}
