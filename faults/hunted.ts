/** Hunts in a process of its own, with a compiler of its own: for a planted fault, or where there must be none. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Fault } from "./fault.ts";
import type { Catch } from "./hunt.ts";

/** A fixture or program that has not ended by then never will. */
const patience = 240_000;

/** What notices the fault. With `isThorough`, what only a golden file near it notices is looked for in all others too. */
export function hunted(fault: Fault, { isThorough = false }: { readonly isThorough?: boolean } = {}): Promise<Catch> {
  const asked = { FAULT: fault.name, NEAR: JSON.stringify(fault.near), THOROUGH: isThorough ? "1" : "0" };
  return hunt(["--import", join(import.meta.dirname, "plant.ts")], asked);
}

/** What the fixtures alone notice of a compiler that comes through the loader of another module, with what it is told. */
export function huntedBy(loader: string, asked: Readonly<Record<string, string>>): Promise<Catch> {
  return hunt(["--import", loader], { ...asked, PROGRAMS: "0" });
}

/** What fixtures and programs of these names notice of the compiler as it is. */
export function noticedWithoutFault(names: readonly string[]): Promise<Catch> {
  return hunt([], { ONLY: JSON.stringify(names) });
}

function hunt(flags: readonly string[], asked: Readonly<Record<string, string>>): Promise<Catch> {
  const { promise, resolve } = Promise.withResolvers<Catch>();
  const child = spawn(process.execPath, ["--no-warnings", ...flags, join(import.meta.dirname, "hunt.ts")], {
    env: { ...process.env, ...asked },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, trouble] = ["", ""];
  const end = (): void => void child.kill("SIGKILL");
  let timer = setTimeout(end, patience);
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => {
    trouble += chunk.toString();
    clearTimeout(timer);
    timer = setTimeout(end, patience);
  });
  child.on("close", (code, signal) => {
    clearTimeout(timer);
    const last = out.trimEnd().split("\n").at(-1)!;
    const place = trouble.trimEnd().split("\n").at(-1)!;
    if (code === 0) resolve(JSON.parse(last) as Catch);
    else if (signal === "SIGKILL") resolve({ how: "numbers", by: place, finding: "it does not come to an end" });
    else resolve({ how: "nothing", by: "it does not run", finding: trouble });
  });
  return promise;
}
