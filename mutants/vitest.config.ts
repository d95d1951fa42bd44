import { defineConfig } from "vitest/config";

/** The tests of the rule table alone: what mutants of the rules are judged by. */
export default defineConfig({
  test: { include: ["packages/transformer/test/rules/**/*.test.ts"], testTimeout: 60_000 },
});
