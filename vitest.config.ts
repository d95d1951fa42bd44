import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    reporters: ["default", "./tools/closing-line.ts"],
    // Two cores are shared by compilers and type checkers.
    testTimeout: 30_000,
    projects: [
      ...["runtime", "transformer", "cli"].map((name) => ({
        extends: true as const,
        test: { name, root: `packages/${name}`, include: ["test/**/*.test.ts"] },
      })),
      {
        extends: true as const,
        // Processes, tsc and a browser: slower, and two cores are shared.
        test: { name: "e2e", include: ["e2e/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 120_000 },
      },
    ],
  },
});
