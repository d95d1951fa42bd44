import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    reporters: ["default", "./tools/closing-line.ts"],
    // A test that hangs is found; one on a busy machine is left alone.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      ...["runtime", "transformer", "cli"].map((name) => ({
        extends: true as const,
        test: { name, root: `packages/${name}`, include: ["test/**/*.test.ts"] },
      })),
      {
        extends: true as const,
        test: { name: "e2e", include: ["e2e/**/*.test.ts"] },
      },
    ],
  },
});
