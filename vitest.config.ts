import { availableParallelism } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    reporters: ["default", "./tools/closing-line.ts"],
    // A test that hangs is found; one on a busy machine is left alone.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Vitest leaves one core to itself, which of two is half of the machine.
    maxWorkers: availableParallelism(),
    // The programs of ours that tests start are parsed once, not each time.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, "node_modules/.cache/node") },
    projects: [
      ...["runtime", "transformer", "cli"].map((name) => ({
        extends: true as const,
        // Files share one compiler, whose library is read and whose code is warm; those of the fixtures hold too much for that.
        test: { name, root: `packages/${name}`, include: ["test/**/*.test.ts"], isolate: name === "transformer" },
      })),
      {
        extends: true as const,
        test: { name: "e2e", include: ["e2e/**/*.test.ts"] },
      },
    ],
  },
});
