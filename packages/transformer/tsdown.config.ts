import { defineConfig } from "tsdown";

export default defineConfig({
  entry: { index: "src/index.ts", core: "src/compile.ts", tsc: "src/hosts/tsc.ts" },
  format: ["esm", "cjs"],
  fixedExtension: false,
  // `exports.default`, as ts-patch and TypeScript expect it, not `module.exports =`.
  cjsDefault: false,
  // Their default exports have another shape under `require`, so both builds carry them.
  deps: {
    alwaysBundle: ["code-block-writer", "magic-string"],
    onlyBundle: ["code-block-writer", "magic-string", "@jridgewell/sourcemap-codec"],
  },
  dts: true,
  sourcemap: true,
});
