/** A thread that judges the batches it is given. */
import { parentPort } from "node:worker_threads";
import { judgeBatch } from "./batch.ts";

const port = parentPort!;
port.on("message", ({ from, size }: { readonly from: number; readonly size: number }) => {
  const result = judgeBatch(from, size, (seed) => port.postMessage({ begun: seed }));
  port.postMessage({ result });
});
