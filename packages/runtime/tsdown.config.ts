import { defineConfig } from "tsdown";

export default defineConfig({
  entry: { index: "src/index.ts", differences: "src/differences.ts" },
  format: ["esm"],
  fixedExtension: false,
  dts: true,
  sourcemap: true,
});
