/** One thread that judges files, ended and started anew where a file takes too long or its memory runs out. */
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { FileReport } from "./judge-file.ts";

export type Judged = FileReport | { readonly file: string; readonly failed: string };

/** How many files one thread judges: programs and what they read are kept, and grow. */
const filesOfThread = 60;

export async function* judgeAll(files: readonly string[], seconds: number): AsyncGenerator<Judged> {
  let worker: Worker | undefined;
  for (const [i, file] of files.entries()) {
    if (i % filesOfThread === 0) {
      await worker?.terminate();
      worker = undefined;
    }
    worker ??= start();
    const judged = await answerOf(worker, file, seconds);
    if ("failed" in judged) {
      await worker.terminate();
      worker = undefined;
    }
    yield judged;
  }
  await worker?.terminate();
}

function start(): Worker {
  return new Worker(join(import.meta.dirname, "worker.ts"), {
    execArgv: ["--no-warnings"],
    resourceLimits: { maxOldGenerationSizeMb: 3000, stackSizeMb: 4 },
  });
}

function answerOf(worker: Worker, file: string, seconds: number): Promise<Judged> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => done({ file, failed: `no answer in ${seconds} s` }), seconds * 1000);
    const onError = (error: unknown): void => done({ file, failed: String(error) });
    const done = (judged: Judged): void => {
      clearTimeout(timer);
      worker.off("error", onError);
      worker.off("message", done);
      resolve(judged);
    };
    worker.on("error", onError);
    worker.on("message", done);
    worker.postMessage(file);
  });
}
