/** Plants a fault in a compiler of its own, in a process of its own, and says what noticed it. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Fault } from "./fault.ts";
import type { Catch } from "./hunt.ts";

/** A fixture or program that has not ended by then never will. */
const patience = 240_000;

/** With `isThorough`, what only a golden file near the fault notices is looked for in all others too. */
export function hunted(fault: Fault, { isThorough = false }: { readonly isThorough?: boolean } = {}): Promise<Catch> {
  const { promise, resolve } = Promise.withResolvers<Catch>();
  const here = import.meta.dirname;
  const child = spawn(process.execPath, ["--no-warnings", "--import", join(here, "plant.ts"), join(here, "hunt.ts")], {
    env: {
      ...process.env,
      FAULT: fault.name,
      NEAR: JSON.stringify(fault.near),
      THOROUGH: isThorough ? "1" : "0",
    },
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
