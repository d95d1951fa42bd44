export * from "./model.js";
export { Line, settings as shared, type Settings } from "./shapes.js";
