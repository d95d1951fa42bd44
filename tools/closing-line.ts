import type { Reporter, SerializedError, TestModule, Vitest } from "vitest/node";

/**
 * Ends a run with one plain line, `12 passed, 0 failed`, that scripts can read.
 * No test is skipped: one that is (also a `todo`) counts as failed, unless the run asked for some tests by `-t`.
 */
export default class ClosingLine implements Reporter {
  private isFiltered = false;

  onInit(vitest: Vitest): void {
    this.isFiltered = vitest.config.testNamePattern !== undefined;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const count = { passed: 0, failed: unhandled.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state] += 1;
      // A module that could not be loaded, or a hook that threw, has no failed test of its own.
      count.failed += module.errors().length;
      for (const suite of module.children.allSuites()) count.failed += suite.errors().length;
    }
    const left = count.skipped + count.pending;
    if (left > 0 && !this.isFiltered) {
      count.failed += left;
      process.exitCode = 1;
      process.once("exit", () => process.stdout.write(`${left} skipped, which counts as failed\n`));
    }
    process.once("exit", () => process.stdout.write(`${count.passed} passed, ${count.failed} failed\n`));
  }
}
