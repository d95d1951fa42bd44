/** Judges files one after another in a thread of its own, which the time limit can end. */
import { parentPort } from "node:worker_threads";
import { judgeFile } from "./judge-file.ts";

parentPort?.on("message", (file: string) => {
  try {
    parentPort?.postMessage(judgeFile(file));
  } catch (error) {
    parentPort?.postMessage({ file, failed: String((error as Error).stack ?? error) });
  }
});
