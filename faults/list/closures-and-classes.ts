import type { Fault } from "../fault.ts";

export const closuresAndClasses: readonly Fault[] = [];
